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
import org.jspecify.annotations.Nullable;

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
    KnownExample example =
        new KnownExample(
            Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
            Map.of("sum", Tensor.of(new float[] {3 + constant}, 1, 1)),
            1e-5);
    return write(
        directory,
        ref,
        ModelTask.TABULAR,
        List.of("a", "b"),
        new ModelSignature(List.of(input), List.of(output)),
        1,
        network,
        example);
  }

  /**
   * A sequence model: the sum of all numbers of a sequence, plus one per step that counts, plus a
   * constant; so padding that counted would show. Inputs {@code rows} {@code [-1, -1, 2]}, columns
   * {@code a}, {@code b}, and {@code mask} {@code [-1, -1]}; output {@code sum} {@code [-1, 1]}; at
   * most 16 steps.
   */
  public static ModelFolder sequence(Path directory, ModelRef ref, float constant)
      throws IOException {
    TensorSpec rows = TensorSpec.of("rows", TensorType.FLOAT32, -1L, -1L, 2L);
    TensorSpec mask = TensorSpec.of("mask", TensorType.FLOAT32, -1L, -1L);
    TensorSpec output = TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        steps(new OnnxGraph("sequence").input(rows).input(mask), constant)
            .constant("last", new long[] {2}, 1)
            .node("Unsqueeze", "weights", "mask", "last")
            .node("Mul", "counted", "steps", "weights")
            .node("ReduceSum", "total", "keepdims", 0, "counted", "middle")
            .node("Add", "sum", "total", "constant")
            .output(output)
            .toBytes();
    KnownExample example =
        new KnownExample(
            Map.of("rows", Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2)),
            Map.of("sum", Tensor.of(new float[] {12 + constant}, 1, 1)),
            1e-5);
    return write(
        directory,
        ref,
        ModelTask.SEQUENCE,
        List.of("a", "b"),
        new ModelSignature(List.of(rows, mask), List.of(output)),
        16,
        network,
        example);
  }

  /** {@link #sequence} without a mask: its network counts every step that it is given. */
  public static ModelFolder sequenceWithoutMask(Path directory, ModelRef ref, float constant)
      throws IOException {
    TensorSpec rows = TensorSpec.of("rows", TensorType.FLOAT32, -1L, -1L, 2L);
    TensorSpec output = TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        steps(new OnnxGraph("sequence").input(rows), constant)
            .node("ReduceSum", "total", "keepdims", 0, "steps", "middle")
            .node("Add", "sum", "total", "constant")
            .output(output)
            .toBytes();
    return write(
        directory,
        ref,
        ModelTask.SEQUENCE,
        List.of("a", "b"),
        new ModelSignature(List.of(rows), List.of(output)),
        16,
        network,
        null);
  }

  /** The value {@code steps} {@code [batch, steps, 1]}: each step's sum plus one. */
  private static OnnxGraph steps(OnnxGraph graph, float constant) {
    return graph
        .constant("ones", new float[] {1, 1}, 2, 1)
        .constant("one", new float[] {1}, 1)
        .constant("constant", new float[] {constant}, 1)
        .constant("middle", new long[] {1}, 1)
        .node("MatMul", "sums", "rows", "ones")
        .node("Add", "steps", "sums", "one");
  }

  /** The same version with another signature, whatever its network says. */
  public static ModelFolder withSignature(ModelFolder folder, ModelSignature signature) {
    return with(folder, signature, folder.manifest().example());
  }

  /** The same version with another known example. */
  public static ModelFolder withExample(ModelFolder folder, KnownExample example) {
    return with(folder, folder.manifest().signature(), example);
  }

  private static ModelFolder with(
      ModelFolder folder, ModelSignature signature, @Nullable KnownExample example) {
    ModelManifest manifest = folder.manifest();
    return new ModelFolder(
        new ModelManifest(
            manifest.ref(),
            manifest.task(),
            signature,
            manifest.networks(),
            manifest.tokenizer(),
            manifest.features(),
            manifest.labels(),
            manifest.maxTokens(),
            example,
            manifest.card(),
            manifest.referenceProfile(),
            manifest.createdAt(),
            manifest.properties(),
            manifest.artifacts()),
        folder.directory());
  }

  /** Writes a version of one network. */
  static ModelFolder write(
      Path directory,
      ModelRef ref,
      ModelTask task,
      List<String> features,
      ModelSignature signature,
      int maxTokens,
      byte[] network,
      @Nullable KnownExample example)
      throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("model.onnx"), network);
    return new ModelFolder(
        new ModelManifest(
            ref,
            task,
            signature,
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            features,
            List.of(),
            maxTokens,
            example,
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
