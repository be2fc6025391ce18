package com.ytempire.ml.core.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.event.TrendSignal;
import java.io.IOException;

/**
 * Writes a {@link TrendSignal} as JSON in UTF-8, every field present. What {@link
 * TrendSignalReader} reads from it equals what was written.
 *
 * <p>Keeps a buffer between calls: make one per thread.
 */
public final class TrendSignalWriter {
  private final JsonBytes json = new JsonBytes();

  /**
   * @throws java.io.UncheckedIOException when a text holds half a surrogate pair, which has no
   *     UTF-8
   */
  public byte[] write(TrendSignal signal) {
    return json.write(out -> write(signal, out));
  }

  private static void write(TrendSignal signal, JsonGenerator out) throws IOException {
    JsonBytes.text(out, "event_id", signal.eventId());
    JsonBytes.text(out, "source", signal.source());
    JsonBytes.text(out, "topic", signal.topic());
    JsonBytes.text(out, "niche", signal.niche());
    out.writeNumberField("volume", signal.volume());
    if (signal.score() == null) {
      out.writeNullField("score");
    } else {
      out.writeNumberField("score", signal.score());
    }
    JsonBytes.text(out, "event_time", signal.eventTime());
  }
}
