package com.ytempire.ml.jobs.online;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.training.example.Head;
import java.util.List;

/** Writes weights as the network that answers as they do. */
final class OnlineOnnx {
  static final String FEATURES = "features";

  private OnlineOnnx() {}

  /** Rows of features to one number per row and head. */
  static ModelSignature signature(int features) {
    return new ModelSignature(
        List.of(new TensorSpec(FEATURES, TensorType.FLOAT32, List.of(-1L, (long) features), true)),
        List.of(
            TensorSpec.of(Head.VIRAL_PROBABILITY.word(), TensorType.FLOAT32, -1L, 1L),
            TensorSpec.of(Head.LOG_GROWTH.word(), TensorType.FLOAT32, -1L, 1L)));
  }

  /** The content of the {@code .onnx} file; equal weights give equal bytes. */
  static byte[] write(List<String> features, LearntVersion version) {
    ModelSignature signature = signature(features.size());
    var graph = new OnnxGraph("online_regression");
    signature.inputs().forEach(graph::input);
    String numbers =
        new OnlineColumns(features).add(graph, FEATURES, version.means(), version.scales());
    add(graph, numbers, version.viral(), "odds");
    graph.node("Sigmoid", Head.VIRAL_PROBABILITY.word(), "odds");
    add(graph, numbers, version.growth(), Head.LOG_GROWTH.word());
    signature.outputs().forEach(graph::output);
    return graph.toBytes();
  }

  private static void add(OnnxGraph graph, String numbers, double[] weights, String output) {
    float[] slopes = new float[weights.length - 1];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (float) weights[i + 1];
    }
    graph
        .constant(output + "_slopes", slopes, slopes.length, 1)
        .constant(output + "_base", new float[] {(float) weights[0]})
        .node("MatMul", output + "_sum", numbers, output + "_slopes")
        .node("Add", output, output + "_sum", output + "_base");
  }
}
