package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.local.training.TrainingSupervisor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code demo} was asked to do, checked.
 *
 * @param inputs two files to be played after each other; empty for the synthetic stream
 * @param seed of the synthetic stream, of the trainings and of the callers
 * @param learnt days of the synthetic stream that the first version learns from, 1 or more
 * @param quiet days between these and the change, 1 or more
 * @param report where the JSON summary goes, in a folder that exists
 * @param features the feature file
 * @param models how models are run, by name
 * @param drift what is watched, and what follows from it
 * @param environment variables by which the platform is told what it is to do
 * @param worker how a worker for trainings is started
 * @param terminal whether the console is one, on which lines may be written over
 */
public record DemoOptions(
    List<Path> inputs,
    long seed,
    int learnt,
    int quiet,
    Optional<Path> report,
    Path features,
    Map<String, InferenceSettings> models,
    DriftConfig drift,
    Map<String, String> environment,
    TrainingSupervisor.Launch worker,
    boolean terminal) {
  public DemoOptions {
    inputs = List.copyOf(inputs);
    models = Map.copyOf(models);
    environment = Map.copyOf(environment);
  }
}
