package com.ytempire.ml.jobs.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.feature.EntityKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a vector as a message of the {@code features} topic with all of its numbers as inputs, so
 * that one that was put aside can be published and read again. Has no state.
 */
public final class VideoVectorWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private VideoVectorWriter() {}

  public static byte[] write(VideoVector vector) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("entity_type", EntityKey.VIDEO);
      json.writeStringField("entity_id", vector.entityId());
      json.writeStringField("event_id", vector.eventId());
      json.writeStringField("event_time", vector.eventTime().toString());
      json.writeStringField("known_at", vector.knownAt().toString());
      json.writeObjectFieldStart("inputs");
      for (Map.Entry<String, Double> number : new TreeMap<>(vector.numbers()).entrySet()) {
        json.writeFieldName(number.getKey());
        if (Double.isNaN(number.getValue())) {
          json.writeNull();
        } else {
          json.writeNumber(number.getValue());
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
