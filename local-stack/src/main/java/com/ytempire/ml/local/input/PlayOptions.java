package com.ytempire.ml.local.input;

import java.time.Duration;

/**
 * How an input is played.
 *
 * @param speed event-time seconds per wall second, above 0; infinite plays as fast as possible
 * @param outOfOrderness by how much a later record's event time may lie before an earlier one's;
 *     heartbeats hold back by it
 * @param whenDone what to do with an input that was played to its end before
 * @param commitEvery longest time that a sent record waits for its transaction
 * @param commitRecords most records in a transaction
 * @param patience how long the broker may be away before the play fails
 */
public record PlayOptions(
    double speed,
    Duration outOfOrderness,
    WhenDone whenDone,
    Duration commitEvery,
    int commitRecords,
    Duration patience) {

  /** What to do with an input that was played to its end before. */
  public enum WhenDone {
    /** Send nothing and say so. */
    SKIP,
    /** Send everything once more. */
    REPLAY
  }

  public PlayOptions {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "speed: " + speed + "; allowed: above 0, in event-time seconds per second");
    }
    if (outOfOrderness.isNegative()) {
      throw new IllegalArgumentException(
          "out-of-orderness: " + outOfOrderness + " is negative; allowed: from 0");
    }
    if (commitRecords < 1) {
      throw new IllegalArgumentException(
          "commit-records: " + commitRecords + "; allowed: at least 1");
    }
  }

  /**
   * As fast as possible, up to 5 s out of order, an input that is done is skipped. A transaction
   * each 100 ms keeps latency low; one costs the broker a few milliseconds.
   */
  public static PlayOptions defaults() {
    return new PlayOptions(
        Double.POSITIVE_INFINITY,
        Duration.ofSeconds(5),
        WhenDone.SKIP,
        Duration.ofMillis(100),
        5_000,
        Duration.ofMinutes(2));
  }

  public PlayOptions withSpeed(double newSpeed) {
    return new PlayOptions(
        newSpeed, outOfOrderness, whenDone, commitEvery, commitRecords, patience);
  }

  public PlayOptions withOutOfOrderness(Duration bound) {
    return new PlayOptions(speed, bound, whenDone, commitEvery, commitRecords, patience);
  }

  public PlayOptions whenDone(WhenDone choice) {
    return new PlayOptions(speed, outOfOrderness, choice, commitEvery, commitRecords, patience);
  }

  /** Bounds of a transaction: whichever is reached first. */
  public PlayOptions withCommits(Duration every, int records) {
    return new PlayOptions(speed, outOfOrderness, whenDone, every, records, patience);
  }

  public PlayOptions withPatience(Duration newPatience) {
    return new PlayOptions(
        speed, outOfOrderness, whenDone, commitEvery, commitRecords, newPatience);
  }
}
