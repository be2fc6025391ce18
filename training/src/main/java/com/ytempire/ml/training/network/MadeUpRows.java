package com.ytempire.ml.training.network;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.profile.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows for a version's known example: numbers as large as those learnt from, that are of no video.
 */
public final class MadeUpRows {
  /** Shares of the data below the rows' numbers: a small, a usual, a large video. */
  private static final double[] SHARES = {0.1, 0.5, 0.9};

  /**
   * Moves numbers off those of the data, where trees part their rows and a last digit could decide.
   */
  private static final double ASIDE = 1.0137;

  private static final MathContext DIGITS = new MathContext(4);

  private MadeUpRows() {}

  /**
   * Three rows, and a fourth like the second in which every other number is missing. Each has those
   * before it as its earlier snapshots.
   *
   * @param examples what is learnt from
   */
  public static List<Example> like(List<String> features, List<Example> examples) {
    List<Column> columns = Column.ofFeatures(features, examples);
    List<float[]> rows = new ArrayList<>();
    for (double share : SHARES) {
      float[] row = new float[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = rounded(columns.get(i).quantile(share));
      }
      rows.add(row);
    }
    float[] sparse = rows.get(1).clone();
    for (int i = 1; i < sparse.length; i += 2) {
      sparse[i] = Float.NaN;
    }
    rows.add(sparse);
    List<Example> made = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      made.add(
          new Example(
              "",
              "",
              Instant.EPOCH,
              Example.NEVER,
              rows.get(i),
              new float[0],
              Map.of(),
              rows.subList(0, i)));
    }
    return made;
  }

  private static float rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value * ASIDE).round(DIGITS).floatValue()
        : Float.NaN;
  }
}
