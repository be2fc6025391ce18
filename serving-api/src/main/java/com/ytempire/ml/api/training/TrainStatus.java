package com.ytempire.ml.api.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a training has come. What is not known yet is null.
 *
 * @param jobId its id
 * @param status {@code pending} until a trainer takes it, then {@code running}, {@code completed}
 *     or {@code failed}
 * @param progress share that is done, 0 to 1
 * @param currentEpoch epochs done
 * @param totalEpochs epochs planned
 * @param metrics figures so far
 * @param logsUrl where its log is
 * @param artifacts what it left
 * @param error why it failed; absent where it did not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record TrainStatus(
    String jobId,
    String status,
    double progress,
    int currentEpoch,
    @Nullable Integer totalEpochs,
    Metrics metrics,
    @Nullable String logsUrl,
    Artifacts artifacts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

  /** Losses of the run so far. */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Metrics(
      @Nullable Double trainLoss,
      @JsonProperty("val_loss") @Nullable Double validationLoss,
      @JsonProperty("best_val_loss") @Nullable Double bestValidationLoss) {}

  /** Addresses of what the run left. */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Artifacts(@Nullable String modelPath, @Nullable String metricsPath) {}

  static TrainStatus of(TrainingJob job) {
    Map<String, Double> metrics = job.metrics();
    Map<String, String> artifacts = job.artifacts();
    boolean done = job.status() == TrainingStatus.COMPLETED;
    return new TrainStatus(
        JobIds.text(job.id()),
        job.status().word(),
        done ? 1 : job.progress().share(),
        job.progress().epoch(),
        job.progress().totalEpochs(),
        new Metrics(
            metrics.get("train_loss"), metrics.get("val_loss"), metrics.get("best_val_loss")),
        artifacts.get("logs_url"),
        new Artifacts(artifacts.get("model_path"), artifacts.get("metrics_path")),
        job.error());
  }
}
