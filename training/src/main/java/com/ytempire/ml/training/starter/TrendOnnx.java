package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.trend.TrendInput;
import java.util.List;

/** Writes a {@link TrendNetwork} as ONNX, from raw inputs with NaN to answers. */
final class TrendOnnx {
  static final String FEATURES = "features";
  static final String VIRAL_PROBABILITY = Prediction.VIRAL_PROBABILITY;
  static final String LOG_GROWTH = Prediction.LOG_GROWTH;

  /** FLOAT in ONNX's list of types. */
  private static final long FLOAT = 1;

  private TrendOnnx() {}

  /** What the network takes and gives. */
  static ModelSignature signature() {
    return new ModelSignature(
        List.of(
            new TensorSpec(
                FEATURES, TensorType.FLOAT32, List.of(-1L, (long) TrendInput.NAMES.size()), true)),
        List.of(
            TensorSpec.of(VIRAL_PROBABILITY, TensorType.FLOAT32, -1L, 1L),
            TensorSpec.of(LOG_GROWTH, TensorType.FLOAT32, -1L, 1L)));
  }

  /** The content of the {@code .onnx} file; equal networks give equal bytes. */
  static byte[] write(TrendNetwork network) {
    ModelSignature signature = signature();
    OnnxGraph graph = new OnnxGraph("trend_predictor");
    signature.inputs().forEach(graph::input);
    addColumns(graph);
    addStandardisation(graph, network);
    addLayers(graph, network);
    signature.outputs().forEach(graph::output);
    return graph.toBytes();
  }

  /** {@code columns}, and {@code is_missing} where one of a column's inputs is. */
  private static void addColumns(OnnxGraph graph) {
    float[][] above = TrendColumns.above();
    float[][] below = TrendColumns.below();
    float[][] uses = TrendColumns.above();
    for (int input = 0; input < uses.length; input++) {
      for (int column = 0; column < uses[input].length; column++) {
        uses[input][column] = above[input][column] != 0 || below[input][column] != 0 ? 1 : 0;
      }
    }
    graph.constant("zero", new float[] {0}).constant("one", new float[] {1});
    graph.constant("half", new float[] {0.5f});
    graph.constant("largest", new float[] {TrendColumns.LARGEST});
    graph.constant("smallest", new float[] {-TrendColumns.LARGEST});
    matrix(graph, "above", above);
    matrix(graph, "below", below);
    matrix(graph, "uses", uses);
    graph
        .node("IsNaN", "is_nan", FEATURES)
        .node("IsInf", "is_infinite", FEATURES)
        .node("Or", "is_unknown", "is_nan", "is_infinite")
        .node("Where", "known", "is_unknown", "zero", FEATURES)
        .node("Clip", "bounded", "known", "smallest", "largest")
        .node("MatMul", "sum_above", "bounded", "above")
        .node("MatMul", "sum_below", "bounded", "below")
        .node("Relu", "positive_above", "sum_above")
        .node("Relu", "positive_below", "sum_below")
        .node("Add", "numerator", "positive_above", "one")
        .node("Add", "denominator", "positive_below", "one")
        .node("Div", "quotient", "numerator", "denominator")
        .node("Log", "columns", "quotient")
        .node("Cast", "unknown", "to", FLOAT, "is_unknown")
        .node("MatMul", "unknown_used", "unknown", "uses")
        .node("Greater", "is_missing", "unknown_used", "half");
  }

  private static void addStandardisation(OnnxGraph graph, TrendNetwork network) {
    graph.constant("mean", network.mean(), network.mean().length);
    graph.constant("scale", network.scale(), network.scale().length);
    graph.constant("limit", new float[] {TrendNetwork.LIMIT});
    graph.constant("minus_limit", new float[] {-TrendNetwork.LIMIT});
    graph
        .node("Sub", "centred", "columns", "mean")
        .node("Mul", "scaled", "centred", "scale")
        .node("Clip", "cut", "scaled", "minus_limit", "limit")
        .node("Where", "standardised", "is_missing", "zero", "cut")
        .node("Cast", "missing", "to", FLOAT, "is_missing")
        .node("Concat", "shown", "axis", 1, "standardised", "missing");
  }

  private static void addLayers(OnnxGraph graph, TrendNetwork network) {
    matrix(graph, "hidden", network.hidden());
    graph.constant("hidden_bias", network.hiddenBias(), network.hiddenBias().length);
    graph.node("Gemm", "sums", "shown", "hidden", "hidden_bias").node("Tanh", "units", "sums");
    addHead(graph, network, TrendNetwork.VIRAL, "viral_logit");
    graph.node("Sigmoid", VIRAL_PROBABILITY, "viral_logit");
    addHead(graph, network, TrendNetwork.GROWTH, LOG_GROWTH);
  }

  private static void addHead(OnnxGraph graph, TrendNetwork network, int head, String output) {
    float[] weights = new float[network.heads().length];
    for (int unit = 0; unit < weights.length; unit++) {
      weights[unit] = network.heads()[unit][head];
    }
    graph
        .constant(output + "_weights", weights, weights.length, 1)
        .constant(output + "_bias", new float[] {network.headBias()[head]}, 1)
        .node("Gemm", output, "units", output + "_weights", output + "_bias");
  }

  private static void matrix(OnnxGraph graph, String name, float[][] matrix) {
    int width = matrix[0].length;
    float[] values = new float[matrix.length * width];
    for (int row = 0; row < matrix.length; row++) {
      System.arraycopy(matrix[row], 0, values, row * width, width);
    }
    graph.constant(name, values, matrix.length, width);
  }
}
