package com.ytempire.ml.training.trainer;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run.
 *
 * @param features names of the numbers of each example
 * @param heads what is learnt
 * @param training examples to learn from, at least one
 * @param validation examples of other groups: to stop by, and to calibrate on
 * @param hyperparameters numbers by name, as {@code models.yaml} and the request give them, such as
 *     {@code learning_rate}; what is absent, the trainer chooses
 * @param seed of everything that is random
 * @param checkpoints a folder for the run's own files, kept until it has ended
 */
public record TrainingTask(
    List<String> features,
    List<Head> heads,
    List<Example> training,
    List<Example> validation,
    Map<String, Double> hyperparameters,
    long seed,
    Path checkpoints) {
  public TrainingTask {
    features = List.copyOf(features);
    heads = List.copyOf(heads);
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    hyperparameters = Map.copyOf(hyperparameters);
  }

  /** A hyperparameter, or another value where it is absent. */
  public double hyperparameter(String name, double otherwise) {
    return hyperparameters.getOrDefault(name, otherwise);
  }
}
