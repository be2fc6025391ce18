package com.ytempire.ml.api.model;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Trend predictors that decide by one number, written as ONNX. */
final class TrendModels {
  private TrendModels() {}

  /** A version that says 0.97 where the feature is 1, and 0.03 where it is 0. */
  static ModelFolder by(PublishedModels models, ModelRef ref, String feature) throws IOException {
    var folder = models.directory().resolve("made").resolve(ref.folder());
    TensorSpec input = TensorSpec.of("features", TensorType.FLOAT32, -1L, 1L);
    TensorSpec output = TensorSpec.of(Prediction.VIRAL_PROBABILITY, TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        new OnnxGraph("trend")
            .input(input)
            .constant("weight", new float[] {0.94f}, 1)
            .constant("bias", new float[] {0.03f}, 1)
            .node("Mul", "weighed", "features", "weight")
            .node("Add", Prediction.VIRAL_PROBABILITY, "weighed", "bias")
            .output(output)
            .toBytes();
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), network);
    KnownExample example =
        new KnownExample(
            Map.of("features", Tensor.of(new float[] {1}, 1, 1)),
            Map.of(Prediction.VIRAL_PROBABILITY, Tensor.of(new float[] {0.97f}, 1, 1)),
            1e-5);
    return new ModelFolder(
        new ModelManifest(
            ref,
            ModelTask.TABULAR,
            new ModelSignature(List.of(input), List.of(output)),
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            List.of(feature),
            List.of(),
            1,
            example,
            null,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            Map.of(),
            List.of(new Artifact("model.onnx", network.length, sha256(network)))),
        folder);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
