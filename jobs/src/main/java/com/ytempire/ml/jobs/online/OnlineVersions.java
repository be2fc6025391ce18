package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.Digests;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.training.example.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes versions of weights and publishes them, inactive. Equal weights give equal bytes, so that
 * what was published already is published again without effect. Calls block. Confined to one
 * thread.
 */
final class OnlineVersions {
  static final String BY = "online learner";

  private static final String NETWORK = "model.onnx";
  private static final String CARD = "MODEL_CARD.md";
  private static final double TOLERANCE = 1e-4;

  private final ModelPublisher publisher;
  private final List<String> features;

  OnlineVersions(ModelPublisher publisher, List<String> features) {
    this.publisher = publisher;
    this.features = List.copyOf(features);
  }

  /**
   * @return what the registry holds
   * @throws com.ytempire.ml.inference.model.ModelLoadException when other content is there under
   *     its number
   */
  ModelVersion publish(LearntVersion version) throws IOException {
    Path folder = Files.createTempDirectory("ytempire-online-");
    try {
      write(version, folder);
      return publisher.publish(folder, BY);
    } finally {
      for (String file : List.of(NETWORK, CARD, ModelManifest.FILE)) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder);
    }
  }

  /** Writes the folder of a version. */
  void write(LearntVersion version, Path folder) throws IOException {
    Files.write(folder.resolve(NETWORK), OnlineOnnx.write(features, version));
    Files.writeString(folder.resolve(CARD), card(version));
    var manifest =
        new ModelManifest(
            version.ref(),
            ModelTask.TABULAR,
            OnlineOnnx.signature(features.size()),
            Map.of(Variant.FLOAT32, NETWORK),
            null,
            features,
            List.of(),
            1,
            example(version),
            CARD,
            null,
            version.asOf(),
            Map.of(
                ModelPublisher.TYPE,
                "online_regression",
                ModelPublisher.TRAINING_DATA,
                version.count() + " outcomes"),
            List.of(
                Digests.of(CARD, folder.resolve(CARD)),
                Digests.of(NETWORK, folder.resolve(NETWORK))));
    Files.write(folder.resolve(ModelManifest.FILE), ManifestJson.write(manifest));
  }

  /** A row of missing numbers, and rows of equal ones. */
  private KnownExample example(LearntVersion version) {
    float[] values = {Float.NaN, 0, 1, 1_000};
    var columns = new OnlineColumns(features);
    float[] rows = new float[values.length * features.size()];
    float[] probabilities = new float[values.length];
    float[] growths = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      float[] row = new float[features.size()];
      Arrays.fill(row, values[i]);
      System.arraycopy(row, 0, rows, i * row.length, row.length);
      double[] answer =
          OnlineLearner.answer(
              columns.numbers(columns.logs(row), version.means(), version.scales()),
              version.viral(),
              version.growth());
      probabilities[i] = (float) answer[0];
      growths[i] = (float) answer[1];
    }
    return new KnownExample(
        Map.of(OnlineOnnx.FEATURES, Tensor.of(rows, values.length, features.size())),
        Map.of(
            Head.VIRAL_PROBABILITY.word(),
            Tensor.of(probabilities, values.length, 1),
            Head.LOG_GROWTH.word(),
            Tensor.of(growths, values.length, 1)),
        TOLERANCE);
  }

  private String card(LearntVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + version.ref().name() + " " + version.ref().version());
    lines.add("");
    lines.add(
        ("Logistic and linear regression, learnt by FTRL-Proximal from %d outcomes of the live"
                + " platform, the last of %s. It was published by the online learner and takes no"
                + " traffic unless somebody tries or activates it.")
            .formatted(version.count(), version.asOf()));
    lines.add("");
    lines.add(
        "| of the last %d outcomes, each told before it was learnt | |"
            .formatted(version.judged()));
    lines.add("|---|---|");
    lines.add(row("AUC of growth ≥ 20 %", version.auc()));
    lines.add(row("log loss", version.logLoss()));
    lines.add(row("log loss of the share of growing videos so far", version.baseLogLoss()));
    lines.add(row("mean absolute error of log growth", version.growthError()));
    lines.add("");
    lines.add("Outcomes are known only of videos that were seen again. Reads: ");
    lines.add(String.join(", ", features) + ".");
    return String.join("\n", lines) + "\n";
  }

  private static String row(String name, double value) {
    return "| %s | %s |"
        .formatted(name, Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value));
  }
}
