package com.ytempire.ml.core.training;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param epoch epochs done, 0 or more
 * @param totalEpochs epochs planned, or null where nobody knows yet; a run may end earlier
 * @param expectedEnd when it is done at its pace so far, at the latest, or null where nobody knows
 */
public record TrainingProgress(
    int epoch, @Nullable Integer totalEpochs, @Nullable Instant expectedEnd) {
  /** Not begun, of unknown length. */
  public static final TrainingProgress NONE = new TrainingProgress(0, null);

  /** A run of which nobody knows when it ends. */
  public TrainingProgress(int epoch, @Nullable Integer totalEpochs) {
    this(epoch, totalEpochs, null);
  }

  /** Share that is done, 0 to 1; 0 where nobody knows how much there is. */
  public double share() {
    return totalEpochs == null || totalEpochs == 0 ? 0 : Math.min(1, (double) epoch / totalEpochs);
  }
}
