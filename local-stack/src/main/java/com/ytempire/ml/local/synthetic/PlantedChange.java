package com.ytempire.ml.local.synthetic;

/**
 * A change of how videos grow, planted at a known moment: from then on the lists push each video in
 * every other interval only. What grew last grows least next, so that a model that learnt before
 * misjudges most of what it sees, and growth per interval has another distribution. Immutable.
 *
 * @param fromMillis first moment of event time with the change; {@link Long#MAX_VALUE} for none
 */
record PlantedChange(long fromMillis) {
  /** No change. */
  static final PlantedChange NONE = new PlantedChange(Long.MAX_VALUE);

  private static final double PUSHED = 1.9;
  private static final double NEGLECTED = 0.1;

  /**
   * How many times as fast as by itself a video grows.
   *
   * @param slot its place on the lists
   * @param millis moment of event time
   * @return 1 before the change; from then on 1 on average of two intervals
   */
  double pull(int slot, long millis) {
    if (millis < fromMillis) {
      return 1;
    }
    long interval = (millis - fromMillis) / SyntheticWorld.INTERVAL.toMillis();
    return (interval + slot) % 2 == 0 ? PUSHED : NEGLECTED;
  }
}
