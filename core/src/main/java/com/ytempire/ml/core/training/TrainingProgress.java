package com.ytempire.ml.core.training;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param epoch epochs done, 0 or more
 * @param totalEpochs epochs planned, or null where nobody knows yet
 */
public record TrainingProgress(int epoch, @Nullable Integer totalEpochs) {
  /** Not begun, of unknown length. */
  public static final TrainingProgress NONE = new TrainingProgress(0, null);

  /** Share that is done, 0 to 1; 0 where nobody knows how much there is. */
  public double share() {
    return totalEpochs == null || totalEpochs == 0 ? 0 : Math.min(1, (double) epoch / totalEpochs);
  }
}
