package com.ytempire.ml.local.input;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a play did. Counts are those of the input since its first record, also where an earlier
 * process sent the first part.
 *
 * @param inputId name of the content
 * @param outcome how it ended
 * @param records records taken from the input
 * @param events valid video events sent
 * @param signals valid trend signals sent
 * @param unreadable JSON lines that are no events, sent as they are for the reader to refuse
 * @param refused records sent to the dead letters, such as lines over 1 MiB
 * @param resumedFrom records that earlier plays had already sent
 * @param oldestEventTime oldest event time, or null where there was no valid event
 * @param newestEventTime newest event time, or null where there was no valid event
 * @param elapsed wall time of this play
 */
public record PlayReport(
    String inputId,
    Outcome outcome,
    long records,
    long events,
    long signals,
    long unreadable,
    long refused,
    long resumedFrom,
    @Nullable Instant oldestEventTime,
    @Nullable Instant newestEventTime,
    Duration elapsed) {

  /** How a play ended. */
  public enum Outcome {
    /** The end of the input was reached. */
    COMPLETED,
    /** Stopped before the end; a further play goes on from here. */
    STOPPED,
    /** An earlier play had reached the end; nothing was sent. */
    ALREADY_DONE
  }

  static PlayReport of(
      String inputId, Outcome outcome, PlayProgress progress, long resumedFrom, Duration elapsed) {
    return new PlayReport(
        inputId,
        outcome,
        progress.records(),
        progress.events(),
        progress.signals(),
        progress.unreadable(),
        progress.refused(),
        resumedFrom,
        progress.hasTimes() ? Instant.ofEpochMilli(progress.oldestMillis()) : null,
        progress.hasTimes() ? Instant.ofEpochMilli(progress.newestMillis()) : null,
        elapsed);
  }

  /** Records that this play sent per second of wall time. */
  public double recordsPerSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (records - resumedFrom) / seconds : 0;
  }
}
