package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.dataset.TrainingSetManifest.Counts;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.network.BesideActive;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a version's manifest, and by it the registry, says of where the version comes from. */
final class RunLineage {
  /** Most characters that a registry keeps of the name of the data. */
  private static final int DATA_NAME = 50;

  private static final int DIGITS = 12;

  private static final String CODE =
      Optional.ofNullable(RunLineage.class.getPackage().getImplementationVersion())
          .orElse("development build");

  private RunLineage() {}

  /** What the registry and whoever looks at the version are told in short. */
  static Map<String, String> properties(RunResult result) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(ModelPublisher.TYPE, Prediction.TREND);
    properties.put(ModelPublisher.TRAINING_DATA, dataName(result));
    properties.put("trainer", result.plan().trainer());
    properties.put("training_source", result.plan().source());
    properties.put("training_data_sha256", result.dataSha256());
    properties.put("seed", Long.toString(result.plan().seed()));
    properties.put("code_version", CODE);
    String int8 = result.description().get("int8");
    if (int8 != null) {
      properties.put("int8", int8);
    }
    putData(properties, result.set().manifest());
    result
        .hyperparameters()
        .forEach(
            (name, value) ->
                properties.put(ModelPublisher.HYPERPARAMETER + name, value.toString()));
    properties.putAll(result.plan().lineage());
    result.evaluation().figures().forEach((name, value) -> properties.put(name, figure(value)));
    properties.put(ModelLineage.JUDGEMENT, String.join("\n", Promotion.of(result).reasons()));
    result.active().ifPresent(active -> putBeside(properties, active));
    var viral = result.evaluation().heads().get(Head.VIRAL_PROBABILITY);
    if (viral != null) {
      put(properties, ModelPublisher.ACCURACY, viral.metrics(), Figure.ACCURACY);
      put(properties, ModelPublisher.F1, viral.metrics(), Figure.F1);
    }
    return properties;
  }

  private static void putBeside(Map<String, String> properties, BesideActive active) {
    properties.put(ModelLineage.BESIDE, active.ref().modelId());
    active
        .byHead()
        .forEach(
            (head, comparison) ->
                comparison
                    .gains()
                    .forEach(
                        (figure, gain) -> {
                          if (Double.isFinite(gain.active())) {
                            properties.put(
                                ModelLineage.BESIDE_FIGURE + head.word() + "_" + figure.word(),
                                figure(gain.active()));
                          }
                        }));
  }

  private static void put(
      Map<String, String> properties, String name, HeadMetrics metrics, Figure figure) {
    double value = metrics.figure(figure);
    if (!Double.isNaN(value)) {
      properties.put(name, figure(value));
    }
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Last part of the address and the first digits of the digest. */
  private static String dataName(RunResult result) {
    String address = result.plan().source().replaceFirst("/+$", "");
    String name = address.substring(address.lastIndexOf('/') + 1);
    String digits = "@" + result.dataSha256().substring(0, DIGITS);
    return name.substring(0, Math.min(name.length(), DATA_NAME - digits.length())) + digits;
  }

  private static void putData(Map<String, String> properties, TrainingSetManifest data) {
    Counts counts = data.counts();
    properties.put("training_rows", Long.toString(counts.train()));
    properties.put("validation_rows", Long.toString(counts.validation()));
    properties.put("test_rows", Long.toString(counts.test()));
    properties.put("training_first", String.valueOf(data.first()));
    properties.put("training_last", String.valueOf(data.last()));
    properties.put("training_cut", data.cut().toString());
    properties.put("training_known_time", data.trustsEventTimes() ? "event-time" : "recorded");
    properties.put("training_as_of", data.query().knowledge().asOf().toString());
    properties.put(
        "feature_versions",
        data.features().stream()
            .map(feature -> feature.name() + " " + feature.version())
            .collect(Collectors.joining(", ")));
  }
}
