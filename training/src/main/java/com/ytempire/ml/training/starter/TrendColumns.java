package com.ytempire.ml.training.starter;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.inference.trend.TrendInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns that the network sees. Each is ln((1 + max(0, n)) ÷ (1 + max(0, d))) with sums n and
 * d of inputs: a logarithm where d is empty, else a ratio or a growth. A quotient before the
 * logarithm, and not a difference of two, keeps growths of large counts exact in 32 bits. A column
 * is missing where one of its inputs is missing or not finite.
 */
final class TrendColumns {
  /** One column: weights of inputs above and below the line. */
  record Column(String name, Map<Input, Integer> above, Map<Input, Integer> below) {
    boolean reads(Input input) {
      return above.containsKey(input) || below.containsKey(input);
    }
  }

  private static final Map<Input, Integer> ONE = Map.of();

  static final List<Column> ALL =
      List.of(
          new Column("views", Map.of(Input.VIEWS, 1), ONE),
          growth("views", Input.VIEWS, Input.DELTA_VIEWS),
          growth("likes", Input.LIKES, Input.DELTA_LIKES),
          growth("comments", Input.COMMENTS, Input.DELTA_COMMENTS),
          ratio("new views by views", Input.DELTA_VIEWS, Input.VIEWS),
          ratio("likes by views", Input.LIKES, Input.VIEWS),
          ratio("dislikes by views", Input.DISLIKES, Input.VIEWS),
          ratio("comments by views", Input.COMMENTS, Input.VIEWS),
          ratio("views by subscribers", Input.VIEWS, Input.SUBSCRIBER_COUNT),
          ratio("views by age", Input.VIEWS, Input.VIDEO_AGE_HOURS),
          new Column("age", Map.of(Input.VIDEO_AGE_HOURS, 1), ONE),
          new Column("gap", Map.of(Input.PREV_GAP_HOURS, 1), ONE),
          new Column(
              "growth of age to come",
              Map.of(Input.VIDEO_AGE_HOURS, 1, Input.PREV_GAP_HOURS, 1),
              Map.of(Input.VIDEO_AGE_HOURS, 1)),
          growth("age", Input.VIDEO_AGE_HOURS, Input.PREV_GAP_HOURS),
          new Column("snapshots before", Map.of(Input.SNAPSHOT_INDEX, 1), ONE));

  /** How many there are. */
  static final int COUNT = ALL.size();

  /** Columns that are missing together where a source lacks something. */
  record Part(List<Integer> columns) {
    static Part of(Input... inputs) {
      return new Part(
          IntStream.range(0, COUNT)
              .filter(column -> Arrays.stream(inputs).anyMatch(ALL.get(column)::reads))
              .boxed()
              .toList());
    }

    void leaveOut(double[] row) {
      for (int column : columns) {
        row[column] = Double.NaN;
      }
    }
  }

  /** What sources lack: reactions, comments, dislikes, subscribers, publish times, the past. */
  static final List<Part> PARTS =
      List.of(
          Part.of(Input.LIKES, Input.DISLIKES, Input.COMMENTS),
          Part.of(Input.COMMENTS),
          Part.of(Input.DISLIKES),
          Part.of(Input.SUBSCRIBER_COUNT),
          Part.of(Input.VIDEO_AGE_HOURS),
          Part.of(
              Input.PREV_GAP_HOURS, Input.DELTA_VIEWS, Input.DELTA_LIKES, Input.DELTA_COMMENTS));

  /** Inputs beyond this are cut to it, so that their sums stay finite. */
  static final float LARGEST = 1e18f;

  private static final float[][] ABOVE = weights(true);
  private static final float[][] BELOW = weights(false);

  private TrendColumns() {}

  private static Column growth(String of, Input now, Input change) {
    return new Column("last growth of " + of, Map.of(now, 1), Map.of(now, 1, change, -1));
  }

  private static Column ratio(String name, Input above, Input below) {
    return new Column(name, Map.of(above, 1), Map.of(below, 1));
  }

  /** Weights of inputs above the line, {@code [input][column]}. A copy. */
  static float[][] above() {
    return Arrays.stream(ABOVE).map(float[]::clone).toArray(float[][]::new);
  }

  /** Weights of inputs below the line, {@code [input][column]}. A copy. */
  static float[][] below() {
    return Arrays.stream(BELOW).map(float[]::clone).toArray(float[][]::new);
  }

  private static float[][] weights(boolean isAbove) {
    float[][] weights = new float[TrendInput.NAMES.size()][ALL.size()];
    for (int column = 0; column < ALL.size(); column++) {
      Column which = ALL.get(column);
      for (var entry : (isAbove ? which.above() : which.below()).entrySet()) {
        weights[TrendInput.NAMES.indexOf(entry.getKey().word())][column] = entry.getValue();
      }
    }
    return weights;
  }

  /** The columns of a row of inputs; NaN where missing. */
  static double[] of(float[] inputs) {
    double[] columns = new double[COUNT];
    for (int column = 0; column < COUNT; column++) {
      float above = 0;
      float below = 0;
      boolean isMissing = false;
      for (int i = 0; i < inputs.length; i++) {
        if (ABOVE[i][column] != 0 || BELOW[i][column] != 0) {
          isMissing |= !Float.isFinite(inputs[i]);
          float input = Math.max(-LARGEST, Math.min(LARGEST, inputs[i]));
          above += ABOVE[i][column] * input;
          below += BELOW[i][column] * input;
        }
      }
      columns[column] =
          isMissing
              ? Double.NaN
              : StrictMath.log((1f + Math.max(0f, above)) / (1f + Math.max(0f, below)));
    }
    return columns;
  }
}
