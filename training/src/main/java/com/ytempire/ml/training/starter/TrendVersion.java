package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.Digests;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.evaluation.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the folder of a version: network, card, profile, and the manifest that names them. */
final class TrendVersion {
  private static final String NETWORK = "model.onnx";
  private static final String CARD = "MODEL_CARD.md";
  private static final String PROFILE = "reference_profile.json";
  private static final double TOLERANCE = 1e-4;

  /** Made up for the manifest: a video that takes off, one that is over, one just found. */
  private static final float[][] EXAMPLES = {
    {250_000, 18_000, 300, 2_100, 90_000, 30, 1, 24, 140_000, 9_000, 1_000},
    {4_000_000, 90_000, 4_000, 7_000, 2_000_000, 400, 12, 24, 30_000, 300, 20},
    {12_000, 900, Float.NaN, 40, Float.NaN, 5, 0, Float.NaN, Float.NaN, Float.NaN, Float.NaN}
  };

  private TrendVersion() {}

  /**
   * @param directory made if it is not there
   * @param judged the first is what the manifest's figures are of
   */
  static void write(
      Path directory,
      ModelRef ref,
      TrendNetwork network,
      String card,
      byte[] profile,
      List<TrendEvaluation> judged,
      String trainingData,
      Instant createdAt)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(NETWORK, TrendOnnx.write(network));
    files.put(CARD, card.getBytes(StandardCharsets.UTF_8));
    files.put(PROFILE, profile);
    ModelManifest manifest =
        new ModelManifest(
            ref,
            ModelTask.TABULAR,
            TrendOnnx.signature(),
            Map.of(Variant.FLOAT32, NETWORK),
            null,
            TrendInput.NAMES,
            List.of(),
            1,
            example(network),
            CARD,
            PROFILE,
            createdAt,
            properties(judged.get(0), trainingData),
            files.entrySet().stream()
                .map(file -> artifact(file.getKey(), file.getValue()))
                .toList());
    Files.createDirectories(directory);
    for (var file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Files.write(directory.resolve(ModelManifest.FILE), ManifestJson.write(manifest));
  }

  private static Map<String, String> properties(TrendEvaluation judged, String trainingData) {
    return Map.of(
        "model_type", Prediction.TREND,
        "training_data", trainingData,
        "judged_on", judged.name(),
        "auc", figure(judged.viral().figure(Figure.AUC)),
        "accuracy", figure(judged.viral().figure(Figure.ACCURACY)),
        "f1", figure(judged.viral().figure(Figure.F1)),
        "log_growth_mae", figure(judged.growth().figure(Figure.MAE)));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static KnownExample example(TrendNetwork network) {
    int width = TrendInput.NAMES.size();
    float[] inputs = new float[EXAMPLES.length * width];
    float[] probabilities = new float[EXAMPLES.length];
    float[] growths = new float[EXAMPLES.length];
    for (int i = 0; i < EXAMPLES.length; i++) {
      System.arraycopy(EXAMPLES[i], 0, inputs, i * width, width);
      TrendNetwork.Answer answer = network.answer(EXAMPLES[i]);
      probabilities[i] = (float) answer.viralProbability();
      growths[i] = (float) answer.logGrowth();
    }
    return new KnownExample(
        Map.of(TrendOnnx.FEATURES, Tensor.of(inputs, EXAMPLES.length, width)),
        Map.of(
            TrendOnnx.VIRAL_PROBABILITY,
            Tensor.of(probabilities, EXAMPLES.length, 1),
            TrendOnnx.LOG_GROWTH,
            Tensor.of(growths, EXAMPLES.length, 1)),
        TOLERANCE);
  }

  private static Artifact artifact(String path, byte[] content) {
    return new Artifact(path, content.length, Digests.of(content));
  }
}
