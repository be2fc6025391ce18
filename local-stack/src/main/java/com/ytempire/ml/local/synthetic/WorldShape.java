package com.ytempire.ml.local.synthetic;

import java.time.Duration;

/**
 * How large and how quick a synthetic world is.
 *
 * @param interval time between two snapshots of a video
 * @param videos videos on the lists at a time
 * @param shortestListed least time that a video stays on the lists
 * @param longestListed most time
 * @param trendVideos how many of the videos are about one thing at a time, which is another one
 *     each day; 1 where videos are about their niche's topics only
 */
record WorldShape(
    Duration interval,
    int videos,
    Duration shortestListed,
    Duration longestListed,
    int trendVideos) {
  /**
   * A snapshot each ten minutes. Videos stay on the lists for a short time beside their lives, so
   * that there are always new ones, on which a model can be tried that has not seen them.
   */
  static final WorldShape LIVELY =
      new WorldShape(Duration.ofMinutes(10), 160, Duration.ofHours(1), Duration.ofHours(5), 1);

  /** Four snapshots a day over many days, with few enough records to be played in a minute. */
  static final WorldShape DAYS =
      new WorldShape(Duration.ofHours(6), 480, Duration.ofHours(12), Duration.ofHours(60), 24);

  /** Whether videos are about trends. */
  boolean hasTrends() {
    return trendVideos > 1;
  }

  /** The trend that the video at a place on the lists belongs to. */
  int trend(int slot) {
    return slot / trendVideos;
  }
}
