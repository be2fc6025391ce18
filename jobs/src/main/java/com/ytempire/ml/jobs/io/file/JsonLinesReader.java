package com.ytempire.ml.jobs.io.file;

import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.event.json.TrendSignalReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON-lines file that holds snapshots of videos, trend signals, or both. A line with a
 * {@code topic} and without a {@code video_id} is a signal; one whose volume, score or niche is
 * wrong is refused here, so that its reason is a signal's. Blank lines are passed over.
 */
final class JsonLinesReader implements InputReader {
  /** Fields that tell a broken signal from a broken video event. */
  private static final Set<String> SIGNAL_ONLY = Set.of("volume", "score", "niche");

  private final String origin;
  private final LineReader lines;
  private final VideoEventReader videoEvents;
  private final TrendSignalReader trendSignals;
  private LineReader.@Nullable Line first;

  /**
   * @param first a line already taken from {@code lines}, or null
   */
  JsonLinesReader(String origin, LineReader lines, LineReader.@Nullable Line first, Clock clock) {
    this.origin = origin;
    this.lines = lines;
    this.first = first;
    this.videoEvents = new VideoEventReader(clock);
    this.trendSignals = new TrendSignalReader(clock);
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    while (true) {
      LineReader.Line line = first != null ? first : lines.next();
      first = null;
      if (line == null) {
        return null;
      }
      if (line.isTruncated()) {
        return InputRecord.refused(origin, line.number(), line.bytes(), line.refusal());
      }
      if (!isBlank(line.bytes())) {
        return read(line);
      }
    }
  }

  private InputRecord read(LineReader.Line line) {
    byte[] json = line.bytes();
    InvalidEventException noEvent;
    try {
      return InputRecord.of(origin, line.number(), json, videoEvents.read(json));
    } catch (InvalidEventException e) {
      noEvent = e;
    }
    if (noEvent.field().equals("video_id")) {
      try {
        return InputRecord.of(origin, line.number(), json, trendSignals.read(json));
      } catch (InvalidEventException e) {
        if (SIGNAL_ONLY.contains(e.field())) {
          return InputRecord.refused(origin, line.number(), json, e.reason());
        }
        // Neither: the line goes out as a video event, whose refusal is given.
        return InputRecord.unreadable(origin, line.number(), json, noEvent.reason());
      }
    }
    return InputRecord.unreadable(origin, line.number(), json, noEvent.reason());
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
