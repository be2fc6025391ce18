package com.ytempire.ml.core.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen of a training beside what every training names.
 *
 * @param trainer way of training, or null for that of {@code models.yaml}
 * @param deployment whether the version comes into traffic
 * @param trustsEventTimes whether values are taken as known when they happened, as for archives
 *     that were loaded late
 * @param seed of everything that is random
 * @param features columns of the model; empty for the usual ones
 * @param period of which time examples are, or null for all that there are
 */
public record TrainingChoices(
    @Nullable String trainer,
    Deployment deployment,
    boolean trustsEventTimes,
    long seed,
    List<String> features,
    @Nullable TrainingPeriod period) {
  /** What is taken where nothing is said. */
  public static final TrainingChoices DEFAULT =
      new TrainingChoices(null, Deployment.IF_BETTER, false, 1, List.of());

  public TrainingChoices {
    features = List.copyOf(features);
  }

  /** Choices of a training that learns from examples of all time. */
  public TrainingChoices(
      @Nullable String trainer,
      Deployment deployment,
      boolean trustsEventTimes,
      long seed,
      List<String> features) {
    this(trainer, deployment, trustsEventTimes, seed, features, null);
  }
}
