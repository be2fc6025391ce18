package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} was asked to do, checked.
 *
 * @param data folder for everything that is kept
 * @param input recorded events to play; empty for the synthetic stream
 * @param changesAfter event time after which the synthetic stream changes its ways; empty for never
 * @param speed how fast the input is played
 * @param untilDone whether to stop at the end of the input
 * @param report where the JSON summary goes, in a folder that exists
 * @param features feature definitions; empty for the shipped ones
 * @param models how models are run, by name, as in {@code models.yaml}
 * @param modelsFile where that stands; empty for the shipped file
 * @param inference whether feature vectors are scored as well
 * @param learning whether a model learns from outcomes as they come
 * @param service whether the service answers while the jobs run
 * @param training whether trainings that are asked for are run
 * @param drift what is watched for drift; empty where nothing is
 * @param driftFile where that stands; empty for the shipped file
 * @param alerts rules by which people are told; empty where nobody is
 */
public record UpOptions(
    Path data,
    Optional<Path> input,
    Optional<Duration> changesAfter,
    Speed speed,
    boolean untilDone,
    Optional<Path> report,
    Optional<Path> features,
    Map<String, InferenceSettings> models,
    Optional<Path> modelsFile,
    boolean inference,
    boolean learning,
    boolean service,
    boolean training,
    Optional<DriftConfig> drift,
    Optional<Path> driftFile,
    Optional<AlertRules> alerts) {
  public UpOptions {
    models = Map.copyOf(models);
  }
}
