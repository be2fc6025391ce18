package com.ytempire.ml.local.cluster;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model whose answer a test can work out, and that takes a core more than a millisecond a row.
 */
final class SlowSums {
  static final ModelRef REF = new ModelRef("slow_sum", "1");

  private static final int WIDTH = 512;
  private static final int LAYERS = 48;

  private SlowSums() {}

  /** Publishes it: the sum of {@code a} and {@code b}, by way of layers that take the mean. */
  static void publish(ModelRepository repository, Path draft) throws IOException {
    TensorSpec input = TensorSpec.of("features", TensorType.FLOAT32, -1L, 2L);
    TensorSpec output = TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L);
    OnnxGraph graph =
        new OnnxGraph("slow_sum")
            .input(input)
            .constant("spread", filled(2 * WIDTH, 1), 2, WIDTH)
            .constant("mean", filled(WIDTH * WIDTH, 1f / WIDTH), WIDTH, WIDTH)
            .constant("gather", filled(WIDTH, 1f / WIDTH), WIDTH, 1)
            .node("MatMul", "layer0", "features", "spread");
    for (int layer = 1; layer <= LAYERS; layer++) {
      graph.node("MatMul", "layer" + layer, "layer" + (layer - 1), "mean");
    }
    Files.createDirectories(draft);
    Files.write(
        draft.resolve("model.onnx"),
        graph.node("MatMul", "sum", "layer" + LAYERS, "gather").output(output).toBytes());
    repository.publish(
        new ModelManifest(
            REF,
            ModelTask.TABULAR,
            new ModelSignature(List.of(input), List.of(output)),
            Map.of(Variant.FLOAT32, "model.onnx"),
            null,
            List.of("a", "b"),
            List.of(),
            1,
            new KnownExample(
                Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)),
                Map.of("sum", Tensor.of(new float[] {3}, 1, 1)),
                1e-3),
            null,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            Map.of(),
            List.of()),
        draft);
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }
}
