package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.inference.trend.TrendInput;
import java.time.Instant;

/**
 * One snapshot with what became of it: an example to train on or to be judged by.
 *
 * @param videoId the video, the same in every region
 * @param at time of the snapshot
 * @param nextAt time of the next snapshot of the series, after {@code at}
 * @param inputs one value per {@link TrendInput#NAMES}, NaN for null. Not to be changed
 * @param viewsNow views of the snapshot
 * @param viewsThen views of the next snapshot
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrendRow(
    String videoId, Instant at, Instant nextAt, float[] inputs, long viewsNow, long viewsThen) {

  /** The first label, {@link Growth#isViral}. */
  boolean isViral() {
    return Growth.isViral(viewsNow, viewsThen);
  }

  /** The second label, {@link Growth#log}. */
  double logGrowth() {
    return Growth.log(viewsNow, viewsThen);
  }
}
