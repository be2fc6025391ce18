package com.ytempire.ml.training.transformer;

import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.onnx.OnnxNode;
import com.ytempire.ml.training.calibration.HeadScale;
import com.ytempire.ml.training.calibration.PlattScaling;
import com.ytempire.ml.training.columns.ColumnsOnnx;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.example.Head;
import java.util.List;

/** Writes a network as ONNX, from raw features of steps with NaN and a mask to answers. */
final class TransformerOnnx {
  static final String SEQUENCE = "sequence";
  static final String MASK = "mask";

  private final OnnxGraph graph = new OnnxGraph(TransformerTrainer.TYPE);
  private final TransformerSettings settings;
  private final ParameterLayout layout;
  private final float[] parameters;
  private final boolean isInt8;

  private TransformerOnnx(
      TransformerSettings settings, ParameterLayout layout, float[] parameters, boolean isInt8) {
    this.isInt8 = isInt8;
    this.settings = settings;
    this.layout = layout;
    this.parameters = parameters;
  }

  /** What the network takes and gives. */
  static ModelSignature signature(DerivedColumns columns, List<Head> heads) {
    return new ModelSignature(
        List.of(
            new TensorSpec(
                SEQUENCE,
                TensorType.FLOAT32,
                List.of(-1L, -1L, (long) columns.features().size()),
                true),
            TensorSpec.of(MASK, TensorType.FLOAT32, -1L, -1L)),
        heads.stream()
            .map(head -> TensorSpec.of(head.word(), TensorType.FLOAT32, -1L, 1L))
            .toList());
  }

  /**
   * The content of the {@code .onnx} file; equal networks give equal bytes.
   *
   * @param isInt8 whether weights are written as 8-bit numbers
   */
  static byte[] write(
      TransformerSettings settings,
      ColumnPieces pieces,
      ParameterLayout layout,
      HeadTargets targets,
      float[] parameters,
      List<PlattScaling> calibrations,
      boolean isInt8) {
    var onnx = new TransformerOnnx(settings, layout, parameters, isInt8);
    ModelSignature signature = signature(pieces.columns(), targets.heads());
    signature.inputs().forEach(onnx.graph::input);
    onnx.addSteps(pieces);
    onnx.addMask();
    onnx.graph.node("Concat", "input", "axis", -1, "pieces", "flags", "distance");
    onnx.addEncoder();
    for (int i = 0; i < targets.heads().size(); i++) {
      onnx.addHead(targets.heads().get(i), i, targets.scales().get(i), calibrations.get(i));
    }
    signature.outputs().forEach(onnx.graph::output);
    return onnx.graph.toBytes();
  }

  /** {@code pieces} and {@code flags}, by the operations of {@link ColumnPieces}. */
  private void addSteps(ColumnPieces pieces) {
    String columns = ColumnsOnnx.add(graph, pieces.columns(), SEQUENCE);
    int[] column = pieces.column();
    long[] places = new long[column.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = column[i];
    }
    graph
        .constant("piece_columns", places, places.length)
        .constant("piece_from", pieces.from(), places.length)
        .constant("piece_per_unit", pieces.perUnit(), places.length)
        .node("IsNaN", "column_is_missing", columns)
        .node("Cast", "flags", "to", 1, "column_is_missing")
        .node("Where", "columns_known", "column_is_missing", "zero", columns)
        .node("Gather", "piece_is_missing", "axis", -1, "column_is_missing", "piece_columns")
        .node("Gather", "piece_values", "axis", -1, "columns_known", "piece_columns")
        .node("Sub", "piece_passed", "piece_values", "piece_from")
        .node("Mul", "piece_shares", "piece_passed", "piece_per_unit")
        .node("Clip", "piece_cut", "piece_shares", "zero", "one")
        .node("Where", "pieces", "piece_is_missing", "zero", "piece_cut");
  }

  /**
   * What the mask tells: {@code distance} of steps from the newest, {@code newest_step}, {@code
   * seen_steps} and {@code unseen_weight}. The rows behind the newest are zeros; they count for
   * nothing whatever they hold.
   */
  private void addMask() {
    float[] distances = new float[SnapshotSequence.MOST_STEPS];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = i + 1;
    }
    graph
        .constant("axis_1", new long[] {1}, 1)
        .constant("axis_2", new long[] {2}, 1)
        .constant("axes_1_2", new long[] {1, 2}, 2)
        .constant("axis_1_scalar", new long[] {1})
        .constant("distances", distances, distances.length)
        .constant("unseen", new float[] {-TransformerNetwork.UNSEEN})
        .node(OnnxNode.of("CumSum", "steps_from_newest", MASK, "axis_1_scalar").with("reverse", 1))
        .node("Mul", "step_distance", "steps_from_newest", MASK)
        .node("Unsqueeze", "step_distances", "step_distance", "axis_2")
        .node("Equal", "is_distance", "step_distances", "distances")
        .node("Cast", "distance", "to", 1, "is_distance")
        .node("Unsqueeze", "seen_steps", MASK, "axis_2")
        .node("Equal", "is_newest", "step_distances", "one")
        .node("Cast", "newest_step", "to", 1, "is_newest")
        .node("Sub", "unseen_steps", MASK, "one")
        .node("Mul", "unseen_row", "unseen_steps", "unseen")
        .node("Unsqueeze", "unseen_weight", "unseen_row", "axes_1_2");
  }

  private void addEncoder() {
    addShapes();
    String state = linear("embed", "input");
    for (int layer = 0; layer < settings.layers(); layer++) {
      String name = "layer" + layer;
      String attended = attention(name, norm(name + ".norm1", state));
      graph.node("Add", name + ".attended", state, attended);
      String wide = gelu(linear(name + ".wide", norm(name + ".norm2", name + ".attended")));
      graph.node("Add", name + ".state", name + ".attended", linear(name + ".narrow", wide));
      state = name + ".state";
    }
    String encoded = norm("norm", state);
    graph
        .node("Mul", "newest_state", encoded, "newest_step")
        .node("ReduceSum", "last", "keepdims", 0, "newest_state", "axis_1")
        .node("Mul", "seen_state", encoded, "seen_steps")
        .node("ReduceSum", "seen_sum", "keepdims", 0, "seen_state", "axis_1")
        .node("ReduceSum", "seen_count", "keepdims", 0, "seen_steps", "axis_1")
        .node("Div", "mean", "seen_sum", "seen_count")
        .node("Concat", "last_and_mean", "axis", 1, "last", "mean");
    linear("answers", gelu(linear("pooled", "last_and_mean")));
  }

  private void addShapes() {
    long width = settings.hidden() / settings.heads();
    graph
        .constant("by_head", new long[] {0, 0, 3, settings.heads(), width}, 5)
        .constant("joined_heads", new long[] {0, 0, settings.hidden()}, 3)
        .constant("attention_scale", new float[] {(float) (1 / Math.sqrt(width))})
        .constant("half", new float[] {0.5f})
        .constant("root_of_half", new float[] {(float) Math.sqrt(0.5)});
    for (int i = 0; i < 3; i++) {
      graph.constant("part_" + i, new long[] {i});
    }
  }

  private String attention(String layer, String input) {
    String name = layer + ".heads";
    graph
        .node("Reshape", name, linear(layer + ".attention", input), "by_head")
        .node(
            OnnxNode.of("Transpose", name + ".parts", name)
                .with("perm", new long[] {2, 0, 3, 1, 4}))
        .node("Gather", name + ".asks", "axis", 0, name + ".parts", "part_0")
        .node("Gather", name + ".offers", "axis", 0, name + ".parts", "part_1")
        .node("Gather", name + ".values", "axis", 0, name + ".parts", "part_2")
        .node(
            OnnxNode.of("Transpose", name + ".offered", name + ".offers")
                .with("perm", new long[] {0, 1, 3, 2}))
        .node("MatMul", name + ".raw", name + ".asks", name + ".offered")
        .node("Mul", name + ".scaled", name + ".raw", "attention_scale")
        .node("Add", name + ".masked", name + ".scaled", "unseen_weight")
        .node("Softmax", name + ".weights", "axis", -1, name + ".masked")
        .node("MatMul", name + ".weighted", name + ".weights", name + ".values")
        .node(
            OnnxNode.of("Transpose", name + ".by_step", name + ".weighted")
                .with("perm", new long[] {0, 2, 1, 3}))
        .node("Reshape", name + ".all", name + ".by_step", "joined_heads");
    return linear(layer + ".joined", name + ".all");
  }

  private String linear(String name, String input) {
    if (isInt8) {
      int8(name + ".weight");
    } else {
      constant(name + ".weight");
    }
    constant(name + ".bias");
    graph
        .node("MatMul", name + ".product", input, name + ".weight")
        .node("Add", name, name + ".product", name + ".bias");
    return name;
  }

  private String norm(String name, String input) {
    constant(name + ".scale");
    constant(name + ".shift");
    graph.node("LayerNormalization", name, "axis", -1, input, name + ".scale", name + ".shift");
    return name;
  }

  private String gelu(String input) {
    graph
        .node("Mul", input + ".turned", input, "root_of_half")
        .node("Erf", input + ".erf", input + ".turned")
        .node("Add", input + ".raised", input + ".erf", "one")
        .node("Mul", input + ".passed", input, input + ".raised")
        .node("Mul", input + ".gelu", input + ".passed", "half");
    return input + ".gelu";
  }

  /**
   * A matrix as signed bytes with a scale for each column, the largest of which is 127. Only
   * weights are rounded, not what they are multiplied with, so that an answer does not depend on
   * the others of its batch.
   */
  private void int8(String name) {
    float[] values = layout.values(name, parameters);
    int columns = (int) layout.shape(name)[1];
    float[] scales = new float[columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      scales[column] = Math.max(scales[column], Math.abs(values[i]) / Byte.MAX_VALUE);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      float scale = scales[i % columns];
      bytes[i] = scale == 0 ? 0 : (byte) Math.round(values[i] / scale);
    }
    graph
        .constant(name + ".bytes", bytes, layout.shape(name))
        .constant(name + ".scales", scales, columns)
        .node("DequantizeLinear", name, "axis", 1, name + ".bytes", name + ".scales");
  }

  private void constant(String name) {
    graph.constant(name, layout.values(name, parameters), layout.shape(name));
  }

  private void addHead(Head head, int place, HeadScale scale, PlattScaling calibration) {
    String name = head.word();
    boolean isProbability = head.kind() == Head.Kind.PROBABILITY;
    graph
        .constant(name + "_place", new long[] {place}, 1)
        .constant(name + "_unit", new float[] {scale.unit()})
        .constant(name + "_base", new float[] {scale.base()})
        .node("Gather", name + "_raw", "axis", 1, "answers", name + "_place")
        .node("Mul", name + "_of_base", name + "_raw", name + "_unit")
        .node("Add", isProbability ? name + "_score" : name, name + "_of_base", name + "_base");
    if (isProbability) {
      graph
          .constant(name + "_slope", new float[] {(float) calibration.slope()})
          .constant(name + "_shift", new float[] {(float) calibration.shift()})
          .node("Mul", name + "_scaled", name + "_score", name + "_slope")
          .node("Add", name + "_logit", name + "_scaled", name + "_shift")
          .node("Sigmoid", name, name + "_logit");
    }
  }
}
