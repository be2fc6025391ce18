package com.ytempire.ml.core.prediction.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are kept. */
final class Times {
  private Times() {}

  /** Cut to the millisecond, which every store and Flink keep. */
  static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
