package com.ytempire.ml.core.settings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Training and its tracking.
 *
 * @param dataPath {@code TRAINING_DATA_PATH}: where training sets lie, a folder or {@code
 *     s3://bucket/prefix}, default {@code .ytempire/training}
 * @param mlflow where runs are tracked
 * @param worker those who run trainings
 * @param int8 what a network with 8-bit weights may lose
 * @param wandbProject {@code WANDB_PROJECT}, default {@code ytempire}
 * @param wandbApiKey {@code WANDB_API_KEY}, or null where Weights &amp; Biases is not used
 */
public record TrainingSettings(
    String dataPath,
    MlflowSettings mlflow,
    WorkerSettings worker,
    Int8Bounds int8,
    String wandbProject,
    @Nullable Secret wandbApiKey)
    implements Serializable {

  static TrainingSettings from(Variables variables) {
    return new TrainingSettings(
        variables.textOr("TRAINING_DATA_PATH", ".ytempire/training"),
        MlflowSettings.from(variables),
        WorkerSettings.from(variables),
        Int8Bounds.from(variables),
        variables.textOr("WANDB_PROJECT", "ytempire"),
        variables.secret("WANDB_API_KEY"));
  }
}
