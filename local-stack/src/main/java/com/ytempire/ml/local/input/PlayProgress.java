package com.ytempire.ml.local.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * How far an input was played, as kept in the progress topic in the same transaction as the records
 * themselves.
 *
 * @param firstPlayedAt when it was played for the first time
 * @param records records taken from the input, whatever became of them
 * @param events valid video events sent
 * @param signals valid trend signals sent
 * @param unreadable JSON lines sent as they are although they are no events
 * @param refused records sent to the dead letters
 * @param oldestMillis oldest event time so far, epoch ms; {@link Long#MAX_VALUE} before the first
 * @param newestMillis newest event time so far, epoch ms; {@link Long#MIN_VALUE} before the first
 * @param done whether the input's end was reached
 */
record PlayProgress(
    Instant firstPlayedAt,
    long records,
    long events,
    long signals,
    long unreadable,
    long refused,
    long oldestMillis,
    long newestMillis,
    boolean done) {
  private static final JsonFactory JSON = new JsonFactory();

  static PlayProgress none(Instant now) {
    return new PlayProgress(
        Instant.ofEpochMilli(now.toEpochMilli()),
        0,
        0,
        0,
        0,
        0,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        false);
  }

  boolean hasTimes() {
    return newestMillis != Long.MIN_VALUE;
  }

  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("first_played_at", firstPlayedAt.toEpochMilli());
      out.writeNumberField("records", records);
      out.writeNumberField("events", events);
      out.writeNumberField("signals", signals);
      out.writeNumberField("unreadable", unreadable);
      out.writeNumberField("refused", refused);
      out.writeNumberField("oldest", oldestMillis);
      out.writeNumberField("newest", newestMillis);
      out.writeBooleanField("done", done);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static PlayProgress fromJson(byte[] json) throws IOException {
    long[] numbers = new long[8];
    boolean done = false;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a player's progress is a JSON object; this is not");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        switch (name) {
          case "first_played_at" -> numbers[0] = in.getLongValue();
          case "records" -> numbers[1] = in.getLongValue();
          case "events" -> numbers[2] = in.getLongValue();
          case "signals" -> numbers[3] = in.getLongValue();
          case "unreadable" -> numbers[4] = in.getLongValue();
          case "refused" -> numbers[5] = in.getLongValue();
          case "oldest" -> numbers[6] = in.getLongValue();
          case "newest" -> numbers[7] = in.getLongValue();
          case "done" -> done = value == JsonToken.VALUE_TRUE;
          default -> in.skipChildren();
        }
      }
    }
    return new PlayProgress(
        Instant.ofEpochMilli(numbers[0]),
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        done);
  }
}
