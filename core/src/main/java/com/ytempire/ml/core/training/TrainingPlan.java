package com.ytempire.ml.core.training;

import java.util.List;
import java.util.Map;

/**
 * What a job is to do.
 *
 * @param modelType which model is trained, as {@code models.yaml} names it; at most 50 characters
 * @param datasetPath where the data is
 * @param split how it is shared out
 * @param hyperparameters numbers by name; what is absent, the trainer chooses
 * @param experiment name of the experiment, at most 200 characters
 * @param tags free words
 * @param choices what else was chosen
 */
public record TrainingPlan(
    String modelType,
    String datasetPath,
    DataSplit split,
    Map<String, Double> hyperparameters,
    String experiment,
    List<String> tags,
    TrainingChoices choices) {
  /** Hyperparameter: how many times the training data is gone through. */
  public static final String EPOCHS = "epochs";

  public TrainingPlan {
    hyperparameters = Map.copyOf(hyperparameters);
    tags = List.copyOf(tags);
  }

  /** A plan of which nothing else was chosen. */
  public TrainingPlan(
      String modelType,
      String datasetPath,
      DataSplit split,
      Map<String, Double> hyperparameters,
      String experiment,
      List<String> tags) {
    this(modelType, datasetPath, split, hyperparameters, experiment, tags, TrainingChoices.DEFAULT);
  }
}
