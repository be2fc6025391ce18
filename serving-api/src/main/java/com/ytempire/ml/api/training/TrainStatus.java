package com.ytempire.ml.api.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a training has come. What is not known yet is null.
 *
 * @param jobId its id
 * @param modelType which model is trained
 * @param status {@code pending} until a worker takes it, then {@code running}, and in the end
 *     {@code completed}, {@code failed} or {@code cancelled}
 * @param progress share that is done, 0 to 1
 * @param currentEpoch epochs done
 * @param totalEpochs epochs planned; a run may end earlier
 * @param estimatedCompletion when a running one is done at its pace, at the latest
 * @param metrics figures so far
 * @param logsUrl where its log is; null, as the log is that of its worker
 * @param createdBy who asked for it
 * @param createdAt when
 * @param startedAt when a worker first took it
 * @param completedAt when it ended
 * @param cancelRequested whether a running one ends after its epoch
 * @param artifacts what it left
 * @param error why it failed; absent where it did not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record TrainStatus(
    String jobId,
    String modelType,
    String status,
    double progress,
    int currentEpoch,
    @Nullable Integer totalEpochs,
    @Nullable Instant estimatedCompletion,
    Metrics metrics,
    @Nullable String logsUrl,
    Artifacts artifacts,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    boolean cancelRequested,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

  /** Losses of the run so far. */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Metrics(
      @Nullable Double trainLoss,
      @JsonProperty("val_loss") @Nullable Double validationLoss,
      @JsonProperty("best_val_loss") @Nullable Double bestValidationLoss) {}

  /**
   * What the run left.
   *
   * @param modelPath address of the network
   * @param metricsPath address of all figures, as JSON
   * @param modelCardPath address of the same for people
   * @param version number of the version; known when the run begins
   * @param deployment whether the version takes traffic, and why not
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Artifacts(
      @Nullable String modelPath,
      @Nullable String metricsPath,
      @Nullable String modelCardPath,
      @Nullable String version,
      @Nullable String deployment) {}

  static TrainStatus of(TrainingJob job) {
    Map<String, Double> metrics = job.metrics();
    Map<String, String> artifacts = job.artifacts();
    boolean done = job.status() == TrainingStatus.COMPLETED;
    return new TrainStatus(
        JobIds.text(job.id()),
        job.plan().modelType(),
        job.status().word(),
        done ? 1 : job.progress().share(),
        job.progress().epoch(),
        job.progress().totalEpochs(),
        job.status() == TrainingStatus.RUNNING ? job.progress().expectedEnd() : null,
        new Metrics(
            metrics.get("train_loss"), metrics.get("val_loss"), metrics.get("best_val_loss")),
        artifacts.get("logs_url"),
        new Artifacts(
            artifacts.get(TrainingJob.MODEL_PATH),
            artifacts.get(TrainingJob.METRICS_PATH),
            artifacts.get(TrainingJob.CARD_PATH),
            artifacts.get(TrainingJob.VERSION),
            artifacts.get(TrainingJob.DEPLOYMENT)),
        job.createdBy(),
        job.createdAt(),
        job.startedAt(),
        job.completedAt(),
        job.status() == TrainingStatus.RUNNING && job.attempt().isCancelAsked(),
        job.error());
  }
}
