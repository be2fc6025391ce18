package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.local.input.InputSource;
import com.ytempire.ml.local.input.PlayOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to run.
 *
 * @param features the feature file
 * @param models how models are run, by name, as in {@code models.yaml}
 * @param input what to play
 * @param play how to play it
 * @param untilDone whether to stop once the input has been worked off
 * @param report where the JSON summary goes at the end
 * @param inference whether vectors are scored as well
 * @param learning whether a model learns from outcomes as they come; needs {@code inference}
 * @param drift what is watched for drift, where anything is; needs {@code inference}
 * @param service whether the service answers while the jobs run
 * @param parallelism subtasks of each operator
 */
public record RunOptions(
    Path features,
    Map<String, InferenceSettings> models,
    InputSource input,
    PlayOptions play,
    boolean untilDone,
    Optional<Path> report,
    boolean inference,
    boolean learning,
    Optional<DriftConfig> drift,
    boolean service,
    int parallelism) {
  /** Without a model that learns, and without a watch for drift. */
  public RunOptions(
      Path features,
      Map<String, InferenceSettings> models,
      InputSource input,
      PlayOptions play,
      boolean untilDone,
      Optional<Path> report,
      boolean inference,
      boolean service,
      int parallelism) {
    this(
        features,
        models,
        input,
        play,
        untilDone,
        report,
        inference,
        false,
        Optional.empty(),
        service,
        parallelism);
  }

  public RunOptions {
    models = Map.copyOf(models);
  }
}
