package com.ytempire.ml.local.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * When what happens, in event time. Windows of drift are days.
 *
 * @param start first moment of the input, the begin of a day
 * @param learnt the first version learns from what lies before; the begin of a day
 * @param change when the world changes; the begin of a day
 * @param latest when at the latest the loop must have closed
 * @param quietInterval time between two snapshots of a video before the change
 * @param interval the same from the change on; callers report after it
 * @param lateness how long drift waits for what comes out of order
 */
record Timeline(
    Instant start,
    Instant learnt,
    Instant change,
    Instant latest,
    Duration quietInterval,
    Duration interval,
    Duration lateness) {
  static final Duration DAY = Duration.ofDays(1);

  /** Intervals of a canary there is time for. */
  private static final int ASKING = 5;

  /** The jobs have some of the snapshots behind the last that matters. */
  private static final Duration SOME_MORE = Duration.ofHours(2);

  /**
   * Until when the input must be played for a day to be judged: drift waits for what comes late,
   * knows by the first snapshots behind that that time has passed, and outcomes come an interval
   * after the predictions whose event time they have.
   *
   * @param end of the day
   */
  Instant judged(Instant end) {
    return end.plus(settling(lateness, end.isAfter(change) ? interval : quietInterval));
  }

  private static Duration settling(Duration lateness, Duration interval) {
    long intervals = (lateness.toMillis() + interval.toMillis() - 1) / interval.toMillis();
    return interval.multipliedBy(intervals + 1).plus(SOME_MORE);
  }

  /**
   * How many days are needed behind the change: those that drift, some intervals with a canary, a
   * whole day of the new version, and what these wait for, of which a day may lie ahead of now.
   *
   * @param evidence days that drift before a training is asked for
   */
  static int daysBehind(int evidence, Duration interval, Duration lateness) {
    Duration untilTrigger = DAY.multipliedBy(evidence).plus(settling(lateness, interval));
    Duration canary = interval.multipliedBy(ASKING);
    Duration untilMidnight = DAY;
    Duration recovery = untilMidnight.plus(DAY).plus(settling(lateness, interval));
    Duration needed = untilTrigger.plus(canary).plus(recovery).minus(DAY);
    return Math.toIntExact((needed.toHours() + 23) / 24);
  }

  /**
   * Most of event time that may be played at once: within it, records of several partitions may be
   * read in any order.
   */
  Duration step() {
    return lateness.compareTo(DAY) < 0 ? lateness : DAY;
  }
}
