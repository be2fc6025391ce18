package com.ytempire.ml.core.training;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training of one model.
 *
 * @param id its key
 * @param plan what it is to do
 * @param status how far it has come
 * @param progress epochs of the run
 * @param metrics figures of the run so far, by name, such as {@code val_loss}
 * @param bestMetric the one by which versions are compared, or null
 * @param artifacts addresses of what it left, by name, such as {@code model_path}
 * @param error why it failed, or null
 * @param createdBy who asked for it, at most 100 characters
 * @param createdAt when
 * @param startedAt when a trainer took it, or null
 * @param completedAt when it ended, or null
 */
public record TrainingJob(
    UUID id,
    TrainingPlan plan,
    TrainingStatus status,
    TrainingProgress progress,
    Map<String, Double> metrics,
    @Nullable Double bestMetric,
    Map<String, String> artifacts,
    @Nullable String error,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  public TrainingJob {
    metrics = Map.copyOf(metrics);
    artifacts = Map.copyOf(artifacts);
  }

  /** A job that nobody has taken yet. */
  public static TrainingJob pending(
      UUID id, TrainingPlan plan, String createdBy, Instant createdAt) {
    Double epochs = plan.hyperparameters().get(TrainingPlan.EPOCHS);
    return new TrainingJob(
        id,
        plan,
        TrainingStatus.PENDING,
        new TrainingProgress(0, epochs == null ? null : Integer.valueOf(epochs.intValue())),
        Map.of(),
        null,
        Map.of(),
        null,
        createdBy,
        createdAt,
        null,
        null);
  }

  /** How long the run took, or null while that is open. */
  public @Nullable Duration duration() {
    return startedAt == null || completedAt == null
        ? null
        : Duration.between(startedAt, completedAt);
  }
}
