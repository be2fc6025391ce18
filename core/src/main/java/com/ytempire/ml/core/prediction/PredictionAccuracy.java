package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.model.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * How right a version was, by what really happened.
 *
 * @param model the version
 * @param predictions its answers
 * @param outcomes answers whose outcome is known
 * @param judged outcomes that say right or wrong
 * @param correct judged outcomes that say right
 * @param logGrowthMae mean absolute error of the log growth over the outcomes that have one, or
 *     null where none has
 */
public record PredictionAccuracy(
    ModelRef model,
    long predictions,
    long outcomes,
    long judged,
    long correct,
    @Nullable Double logGrowthMae) {

  /** Share of right answers among the judged, 0 to 1, or null where none is judged. */
  public @Nullable Double accuracy() {
    return judged == 0 ? null : Double.valueOf((double) correct / judged);
  }
}
