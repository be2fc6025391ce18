package com.ytempire.ml.core.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.event.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link DeadLetterWriter} wrote. Unknown fields are ignored. Has no state of its own
 * and may be shared.
 */
public final class DeadLetterReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * @throws IOException when the bytes are not a dead letter
   */
  public DeadLetter read(byte[] bytes) throws IOException {
    String origin = null;
    long position = 0;
    String stage = null;
    String reason = null;
    Instant rejectedAt = null;
    byte[] payload = null;
    try (JsonParser in = FACTORY.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a dead letter is a JSON object; this is not");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (value == JsonToken.VALUE_NULL) {
          continue;
        }
        switch (name) {
          case "origin" -> origin = in.getText();
          case "position" -> position = in.getLongValue();
          case "stage" -> stage = in.getText();
          case "reason" -> reason = in.getText();
          case "rejected_at" -> rejectedAt = Instant.parse(in.getText());
          case "payload" -> payload = in.getText().getBytes(StandardCharsets.UTF_8);
          case "payload_base64" -> payload = in.getBinaryValue();
          default -> in.skipChildren();
        }
      }
    } catch (DateTimeException e) {
      throw new IOException("rejected_at of a dead letter is not a time: " + e.getMessage(), e);
    }
    return new DeadLetter(
        required("origin", origin),
        position,
        required("payload", payload),
        required("reason", reason),
        required("stage", stage),
        required("rejected_at", rejectedAt));
  }

  private static <T> T required(String name, @Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("a dead letter without " + name);
    }
    return value;
  }
}
