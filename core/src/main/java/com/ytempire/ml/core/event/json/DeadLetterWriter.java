package com.ytempire.ml.core.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.event.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a {@link DeadLetter} as JSON in UTF-8: {@code origin}, {@code position}, {@code stage},
 * {@code reason}, {@code rejected_at}, and the bytes, unchanged: as {@code payload} where they are
 * UTF-8 without control characters, which people can read and search, else as {@code
 * payload_base64}. The other of the two is null.
 *
 * <p>Keeps a buffer between calls: make one per thread.
 */
public final class DeadLetterWriter {
  /**
   * Room that a message needs for a payload of {@link EventLimits#MAX_PAYLOAD_BYTES}: a text may
   * double in size through escaped quotes. Topics and producers of dead letters allow this much.
   */
  public static final int MAX_MESSAGE_BYTES = 4 << 20;

  private final JsonBytes json = new JsonBytes();

  /**
   * @throws java.io.UncheckedIOException when origin, stage or reason holds half a surrogate pair
   */
  public byte[] write(DeadLetter letter) {
    return json.write(out -> write(letter, out));
  }

  private static void write(DeadLetter letter, JsonGenerator out) throws IOException {
    JsonBytes.text(out, "origin", letter.origin());
    out.writeNumberField("position", letter.position());
    JsonBytes.text(out, "stage", letter.stage());
    JsonBytes.text(out, "reason", letter.reason());
    JsonBytes.text(out, "rejected_at", letter.rejectedAt());
    if (isReadable(letter.payload())) {
      out.writeStringField("payload", new String(letter.payload(), StandardCharsets.UTF_8));
      out.writeNullField("payload_base64");
    } else {
      out.writeNullField("payload");
      out.writeBinaryField("payload_base64", letter.payload());
    }
  }

  private static boolean isReadable(byte[] payload) {
    for (byte b : payload) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return Utf8.isValid(payload);
  }
}
