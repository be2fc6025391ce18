package com.ytempire.ml.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNodeTest {
  @TempDir Path folder;

  private float[] run(OnnxGraph graph, float... values) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), graph.toBytes());
    try (OnnxSession session = OnnxSession.load(file, RuntimeSettings.onCpu())) {
      return session.run(Map.of("x", Tensor.of(values, values.length, 1))).get("y").floats();
    }
  }

  private static OnnxGraph graph(OnnxNode node) {
    return new OnnxGraph("test")
        .input(new TensorSpec("x", TensorType.FLOAT32, List.of(-1L, 1L), true))
        .node(node)
        .output(TensorSpec.of("y", TensorType.FLOAT32, -1L, 1L));
  }

  @Test
  void aTreeOfOneDecisionSendsSmallerAndMissingNumbersToItsFirstLeaf() throws IOException {
    OnnxNode tree =
        OnnxNode.ofMl("TreeEnsembleRegressor", "y", "x")
            .with("n_targets", 1)
            .with("aggregate_function", "SUM")
            .with("nodes_treeids", new long[3])
            .with("nodes_nodeids", new long[] {0, 1, 2})
            .with("nodes_featureids", new long[3])
            .with("nodes_modes", List.of("BRANCH_LT", "LEAF", "LEAF"))
            .with("nodes_values", new float[] {2.5f, 0, 0})
            .with("nodes_truenodeids", new long[] {1, 0, 0})
            .with("nodes_falsenodeids", new long[] {2, 0, 0})
            .with("nodes_missing_value_tracks_true", new long[] {1, 0, 0})
            .with("target_treeids", new long[2])
            .with("target_nodeids", new long[] {1, 2})
            .with("target_ids", new long[2])
            .with("target_weights", new float[] {10, 20});

    assertThat(run(graph(tree), 2, 2.5f, 3, Float.NaN)).containsExactly(10, 20, 20, 10);
  }

  @Test
  void attributesOfOrdinaryOperatorsAreHeeded() throws IOException {
    OnnxNode sum = OnnxNode.of("CumSum", "y", "x", "axis").with("reverse", 1);
    OnnxGraph graph =
        new OnnxGraph("test")
            .constant("axis", new long[] {0})
            .input(TensorSpec.of("x", TensorType.FLOAT32, -1L, 1L))
            .node(sum)
            .output(TensorSpec.of("y", TensorType.FLOAT32, -1L, 1L));

    assertThat(run(graph, 1, 2, 4)).containsExactly(7, 6, 4);
  }
}
