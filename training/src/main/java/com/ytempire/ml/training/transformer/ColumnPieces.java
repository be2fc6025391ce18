package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.columns.DerivedColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a row's columns become numbers from 0 to 1 that a network can learn from, whatever their
 * magnitude: each column is cut at quantiles of the rows learnt from, and each piece between two of
 * them says how far the column has passed it. A missing column has passed none, and a flag says
 * that it is missing. Single operations on 32-bit floats give the same bits in every runtime.
 * Immutable.
 */
final class ColumnPieces {
  /** Shares of the rows at which a column is cut; closer together where few rows say much. */
  private static final double[] SHARES = {
    0, 0.01, 0.03, 0.07, 0.13, 0.2, 0.27, 0.34, 0.41, 0.48, 0.55, 0.62, 0.69, 0.76, 0.83, 0.89,
    0.94, 0.97, 0.99, 1
  };

  private final DerivedColumns columns;
  private final int[] column;
  private final float[] from;
  private final float[] perUnit;

  private ColumnPieces(DerivedColumns columns, int[] column, float[] from, float[] perUnit) {
    this.columns = columns;
    this.column = column;
    this.from = from;
    this.perUnit = perUnit;
  }

  /**
   * Cuts columns.
   *
   * @param rows row after row of the columns, NaN where missing
   */
  static ColumnPieces of(DerivedColumns columns, float[] rows) {
    int width = columns.count();
    int count = rows.length / width;
    List<Integer> column = new ArrayList<>();
    List<float[]> pieces = new ArrayList<>();
    float[] values = new float[count];
    for (int i = 0; i < width; i++) {
      int known = 0;
      for (int row = 0; row < count; row++) {
        float value = rows[row * width + i];
        if (!Float.isNaN(value)) {
          values[known++] = value;
        }
      }
      for (float[] piece : pieces(Arrays.copyOf(values, known))) {
        column.add(i);
        pieces.add(piece);
      }
    }
    float[] from = new float[pieces.size()];
    float[] perUnit = new float[pieces.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = pieces.get(i)[0];
      perUnit[i] = pieces.get(i)[1];
    }
    return new ColumnPieces(
        columns, column.stream().mapToInt(Integer::intValue).toArray(), from, perUnit);
  }

  /** Start of each piece and 1 ÷ its length. */
  private static List<float[]> pieces(float[] values) {
    List<float[]> pieces = new ArrayList<>();
    if (values.length == 0) {
      return pieces;
    }
    Arrays.sort(values);
    float last = values[0];
    for (double share : SHARES) {
      float next = values[(int) Math.round(share * (values.length - 1))];
      float perUnit = 1f / (next - last);
      if (next > last && Float.isFinite(perUnit)) {
        pieces.add(new float[] {last, perUnit});
        last = next;
      }
    }
    return pieces;
  }

  DerivedColumns columns() {
    return columns;
  }

  /** The column of each piece. */
  int[] column() {
    return column.clone();
  }

  /** Where each piece starts. */
  float[] from() {
    return from.clone();
  }

  /** 1 ÷ the length of each piece. */
  float[] perUnit() {
    return perUnit.clone();
  }

  /** Numbers that a row becomes: one per piece, then a flag per column. */
  int width() {
    return from.length + columns.count();
  }

  /**
   * Writes what a row becomes.
   *
   * @param rows row after row of the columns
   * @param row which of them
   * @param isLeftOut columns that are taken as missing
   * @param target where to write, at {@code at}; holds zeros there
   */
  void write(float[] rows, int row, boolean[] isLeftOut, float[] target, int at) {
    int start = row * columns.count();
    for (int i = 0; i < columns.count(); i++) {
      if (isLeftOut[i] || Float.isNaN(rows[start + i])) {
        target[at + from.length + i] = 1;
      }
    }
    for (int i = 0; i < from.length; i++) {
      if (target[at + from.length + column[i]] == 0) {
        float passed = (rows[start + column[i]] - from[i]) * perUnit[i];
        target[at + i] = Math.max(0f, Math.min(1f, passed));
      }
    }
  }
}
