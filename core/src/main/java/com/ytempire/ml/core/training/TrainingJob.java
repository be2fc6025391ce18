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
 * @param artifacts what it left, by name, such as the address {@code model_path}
 * @param error why it failed, or null
 * @param createdBy who asked for it, at most 100 characters
 * @param createdAt when
 * @param startedAt when a worker first took it, or null
 * @param completedAt when it ended, or null
 * @param attempt who works at it
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
    @Nullable Instant completedAt,
    TrainingAttempt attempt) {
  /** Artifact: number of the version that it makes, chosen once. */
  public static final String VERSION = "version";

  /** Artifact: address of the version's folder. */
  public static final String MODEL_PATH = "model_path";

  /** Artifact: address of the figures for programs. */
  public static final String METRICS_PATH = "metrics_path";

  /** Artifact: address of the figures for people. */
  public static final String CARD_PATH = "model_card_path";

  /** Artifact: whether the version takes traffic, and why not. */
  public static final String DEPLOYMENT = "deployment";

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
        null,
        TrainingAttempt.NONE);
  }

  /**
   * What its worker holds.
   *
   * @throws IllegalStateException when none has taken it
   */
  public TrainingClaim claim() {
    if (attempt.worker() == null) {
      throw new IllegalStateException("no worker has taken training job " + id);
    }
    return new TrainingClaim(id, attempt.worker(), attempt.number());
  }

  /** The same job, further on. */
  public TrainingJob at(TrainingProgress newProgress, Map<String, Double> newMetrics) {
    return with(status, newProgress, newMetrics, bestMetric, artifacts, error, completedAt);
  }

  /** The same job, which has left something else. */
  public TrainingJob leaving(Map<String, String> newArtifacts) {
    return with(status, progress, metrics, bestMetric, newArtifacts, error, completedAt);
  }

  /** The same job, done. */
  public TrainingJob completed(
      Map<String, Double> figures, @Nullable Double best, Map<String, String> left, Instant end) {
    TrainingProgress done = new TrainingProgress(progress.epoch(), progress.totalEpochs());
    return with(TrainingStatus.COMPLETED, done, figures, best, left, null, end);
  }

  /** The same job, ended without a model. */
  public TrainingJob failed(String why, Instant end) {
    return ended(TrainingStatus.FAILED, why, end);
  }

  /** The same job, called off. */
  public TrainingJob cancelled(Instant end) {
    return ended(TrainingStatus.CANCELLED, null, end);
  }

  private TrainingJob ended(TrainingStatus as, @Nullable String why, Instant end) {
    TrainingProgress last = new TrainingProgress(progress.epoch(), progress.totalEpochs());
    return with(as, last, metrics, bestMetric, artifacts, why, end);
  }

  /** The same job, with someone else at it. */
  public TrainingJob with(
      TrainingStatus newStatus, TrainingAttempt newAttempt, @Nullable Instant newStartedAt) {
    return new TrainingJob(
        id,
        plan,
        newStatus,
        progress,
        metrics,
        bestMetric,
        artifacts,
        error,
        createdBy,
        createdAt,
        newStartedAt,
        completedAt,
        newAttempt);
  }

  private TrainingJob with(
      TrainingStatus newStatus,
      TrainingProgress newProgress,
      Map<String, Double> newMetrics,
      @Nullable Double newBest,
      Map<String, String> newArtifacts,
      @Nullable String newError,
      @Nullable Instant newCompletedAt) {
    return new TrainingJob(
        id,
        plan,
        newStatus,
        newProgress,
        newMetrics,
        newBest,
        newArtifacts,
        newError,
        createdBy,
        createdAt,
        startedAt,
        newCompletedAt,
        attempt);
  }

  /** How long the run took, or null while that is open. */
  public @Nullable Duration duration() {
    return startedAt == null || completedAt == null
        ? null
        : Duration.between(startedAt, completedAt);
  }
}
