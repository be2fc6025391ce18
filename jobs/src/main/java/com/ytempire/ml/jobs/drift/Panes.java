package com.ytempire.ml.jobs.drift;

import java.time.Duration;

/** Where panes and windows begin and end: at whole multiples of their length from 1970. */
final class Panes {
  private Panes() {}

  /** The start of what a time lies in. */
  static long start(long millis, Duration length) {
    return Math.floorDiv(millis, length.toMillis()) * length.toMillis();
  }

  /** The first instant behind what begins then. */
  static long end(long start, Duration length) {
    return start + length.toMillis();
  }
}
