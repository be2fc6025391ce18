package com.ytempire.ml.jobs.online;

import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.training.columns.ColumnsOnnx;
import com.ytempire.ml.training.columns.DerivedColumns;
import java.util.List;

/**
 * What the online model is linear in: 1; of each of {@link DerivedColumns} its logarithm, sign ×
 * ln(1 + size), less the column's mean, by its scale, cut to ±{@link #MOST}, 0 where missing; and
 * of each whether it is missing. Immutable.
 */
final class OnlineColumns {
  /** So many times its scale a number may lie from the mean. */
  private static final float MOST = 8;

  private final DerivedColumns columns;

  OnlineColumns(List<String> features) {
    this.columns = DerivedColumns.of(features);
  }

  /** How many numbers there are. */
  int width() {
    return 1 + 2 * columns.count();
  }

  /** How many columns there are. */
  int count() {
    return columns.count();
  }

  /**
   * The logarithms of a row's columns, NaN where missing.
   *
   * @param features in their order, NaN where missing
   */
  double[] logs(float[] features) {
    float[] derived = columns.of(new float[][] {features});
    double[] logs = new double[derived.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.signum(derived[i]) * Math.log(1 + Math.abs((double) derived[i]));
    }
    return logs;
  }

  /**
   * The numbers of a row.
   *
   * @param logs of its columns
   * @param means one per column
   * @param scales one per column, more than 0
   */
  double[] numbers(double[] logs, double[] means, double[] scales) {
    double[] numbers = new double[width()];
    numbers[0] = 1;
    for (int i = 0; i < logs.length; i++) {
      if (Double.isNaN(logs[i])) {
        numbers[1 + logs.length + i] = 1;
      } else {
        numbers[1 + i] = Math.max(-MOST, Math.min(MOST, (logs[i] - means[i]) / scales[i]));
      }
    }
    return numbers;
  }

  /**
   * Adds the nodes that do the same, but for the 1.
   *
   * @param means one per column
   * @param scales one per column
   * @return the value with two numbers for each column along its last axis
   */
  String add(OnnxGraph graph, String features, double[] means, double[] scales) {
    String all = ColumnsOnnx.add(graph, columns, features);
    graph
        .constant("means", floats(means), means.length)
        .constant("scales", floats(scales), scales.length)
        .constant("most", new float[] {MOST})
        .constant("least", new float[] {-MOST})
        .node("IsNaN", "column_missing", all)
        .node("Where", "column_known", "column_missing", "zero", all)
        .node("Where", "missing_flag", "column_missing", "one", "zero")
        .node("Sign", "column_sign", "column_known")
        .node("Abs", "column_size", "column_known")
        .node("Add", "column_above", "column_size", "one")
        .node("Log", "column_log", "column_above")
        .node("Mul", "column_signed", "column_log", "column_sign")
        .node("Sub", "column_centred", "column_signed", "means")
        .node("Div", "column_scaled", "column_centred", "scales")
        .node("Clip", "column_cut", "column_scaled", "least", "most")
        .node("Where", "column_number", "column_missing", "zero", "column_cut")
        .node("Concat", "numbers", "axis", -1, "column_number", "missing_flag");
    return "numbers";
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
