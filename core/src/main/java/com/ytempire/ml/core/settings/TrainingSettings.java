package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Training and its tracking.
 *
 * @param dataPath {@code TRAINING_DATA_PATH}: where training sets lie, a folder or {@code
 *     s3://bucket/prefix}, default {@code .ytempire/training}
 * @param mlflowUri {@code MLFLOW_TRACKING_URI}: MLflow's server, or null for none
 * @param mlflowExperiment {@code MLFLOW_EXPERIMENT_NAME}, default {@code ytempire}
 * @param wandbProject {@code WANDB_PROJECT}, default {@code ytempire}
 * @param wandbApiKey {@code WANDB_API_KEY}, or null where Weights &amp; Biases is not used
 */
public record TrainingSettings(
    String dataPath,
    @Nullable URI mlflowUri,
    String mlflowExperiment,
    String wandbProject,
    @Nullable Secret wandbApiKey)
    implements Serializable {

  static TrainingSettings from(Variables variables) {
    return new TrainingSettings(
        variables.textOr("TRAINING_DATA_PATH", ".ytempire/training"),
        variables.webAddress("MLFLOW_TRACKING_URI"),
        variables.textOr("MLFLOW_EXPERIMENT_NAME", "ytempire"),
        variables.textOr("WANDB_PROJECT", "ytempire"),
        variables.secret("WANDB_API_KEY"));
  }
}
