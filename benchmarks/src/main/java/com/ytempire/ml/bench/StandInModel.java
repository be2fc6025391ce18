package com.ytempire.ml.bench;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** A model of rows whose weights mean nothing: two layers, as wide as a small predictor's. */
final class StandInModel {
  private static final int FEATURES = 24;
  private static final int HIDDEN = 64;
  private static final String FILE = "model.onnx";

  private StandInModel() {}

  static ModelFolder write(Path folder, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TensorSpec input = TensorSpec.of("features", TensorType.FLOAT32, -1L, (long) FEATURES);
    TensorSpec output = TensorSpec.of("score", TensorType.FLOAT32, -1L, 1L);
    byte[] network =
        new OnnxGraph("stand-in")
            .input(input)
            .constant("first", weights(FEATURES * HIDDEN, random), FEATURES, HIDDEN)
            .constant("bias", weights(HIDDEN, random), HIDDEN)
            .constant("second", weights(HIDDEN, random), HIDDEN, 1)
            .node("MatMul", "product", "features", "first")
            .node("Add", "sum", "product", "bias")
            .node("Relu", "hidden", "sum")
            .node("MatMul", "logit", "hidden", "second")
            .node("Sigmoid", "score", "logit")
            .output(output)
            .toBytes();
    Files.createDirectories(folder);
    Files.write(folder.resolve(FILE), network);
    ModelManifest manifest =
        new ModelManifest(
            new ModelRef("stand-in", "1"),
            ModelTask.TABULAR,
            new ModelSignature(List.of(input), List.of(output)),
            Map.of(Variant.FLOAT32, FILE),
            null,
            IntStream.range(0, FEATURES).mapToObj(i -> "feature_" + i).toList(),
            List.of(),
            1,
            null,
            null,
            null,
            Instant.EPOCH,
            Map.of(),
            List.of());
    return new ModelFolder(manifest, folder);
  }

  private static float[] weights(int count, RandomGenerator random) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (random.nextGaussian() / Math.sqrt(count));
    }
    return weights;
  }
}
