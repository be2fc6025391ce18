package com.ytempire.ml.inference.testing;

import com.ytempire.ml.core.model.ModelRef;
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
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes models whose answers a test can work out by hand. */
public final class TinyModels {
  private TinyModels() {}

  /**
   * A tabular model: {@code sum} of the row's two numbers plus a constant, so that an answer shows
   * which version gave it. Inputs {@code features} {@code [-1, 2]}, columns {@code a}, {@code b};
   * output {@code sum} {@code [-1, 1]}.
   *
   * @param directory folder of the version, made if it is not there
   */
  public static ModelFolder sum(Path directory, ModelRef ref, float constant) throws IOException {
    TensorSpec input = TensorSpec.of("features", TensorType.FLOAT32, -1L, 2L);
    TensorSpec output = TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        new OnnxGraph("sum")
            .input(input)
            .constant("ones", new float[] {1, 1}, 2, 1)
            .constant("constant", new float[] {constant}, 1)
            .node("MatMul", "plain", "features", "ones")
            .node("Add", "sum", "plain", "constant")
            .output(output)
            .toBytes();
    Files.createDirectories(directory);
    Files.write(directory.resolve("model.onnx"), network);
    return new ModelFolder(
        new ModelManifest(
            ref,
            ModelTask.TABULAR,
            new ModelSignature(List.of(input), List.of(output)),
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            List.of("a", "b"),
            List.of(),
            1,
            new KnownExample(
                Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
                Map.of("sum", Tensor.of(new float[] {3 + constant}, 1, 1)),
                1e-5),
            null,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            Map.of(),
            List.of(new Artifact("model.onnx", network.length, sha256(network)))),
        directory);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
