package com.ytempire.ml.local.synthetic;

import java.time.Duration;
import java.time.Instant;

/**
 * A change of how videos grow, planted at a known moment: from then on the lists push each trend's
 * videos in every other interval only. What grew last grows least next, so that a model that learnt
 * before misjudges most of what it sees, and growth per interval has another distribution.
 * Immutable.
 *
 * @param fromMillis first moment of event time with the change; {@link Long#MAX_VALUE} for none
 * @param intervalMillis time between two snapshots of a video
 */
record PlantedChange(long fromMillis, long intervalMillis) {
  /** No change. */
  static final PlantedChange NONE = new PlantedChange(Long.MAX_VALUE, 1);

  private static final double PUSHED = 1.9;
  private static final double NEGLECTED = 0.1;

  /** The change at a moment of a world. */
  static PlantedChange at(Instant from, Duration interval) {
    return new PlantedChange(from.toEpochMilli(), interval.toMillis());
  }

  /**
   * How many times as fast as by itself a video grows.
   *
   * @param trend number of the trend that it belongs to
   * @param millis moment of event time
   * @return 1 before the change; from then on 1 on average of two intervals
   */
  double pull(int trend, long millis) {
    if (millis < fromMillis) {
      return 1;
    }
    long interval = (millis - fromMillis) / intervalMillis;
    return (interval + trend) % 2 == 0 ? PUSHED : NEGLECTED;
  }
}
