package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.dataset.Example;
import com.ytempire.ml.training.dataset.Head;
import com.ytempire.ml.training.trainer.TrainingException;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The rows whose label for a head is known, as XGBoost takes them: memory outside the heap. */
final class HeadRows implements AutoCloseable {
  private final DMatrix matrix;
  private final float[] labels;

  private HeadRows(DMatrix matrix, float[] labels) {
    this.matrix = matrix;
    this.labels = labels;
  }

  /**
   * @param label which of the examples' labels is the head's
   * @param part what the rows are, for messages
   * @throws TrainingException when there is no such row, or a label is not what the head learns
   */
  static HeadRows of(
      BoostingColumns columns, List<Example> examples, Head head, int label, String part) {
    List<Example> known = new ArrayList<>(examples.size());
    for (Example example : examples) {
      float value = example.labels()[label];
      if (!Float.isNaN(value)) {
        check(example, head, value);
        known.add(example);
      }
    }
    if (known.isEmpty()) {
      throw new TrainingException(
          "no %s row has a label %s: leave this head out, or take data in which it is known"
              .formatted(part, head.word()));
    }
    float[] labels = new float[known.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = known.get(i).labels()[label];
    }
    return new HeadRows(matrix(columns, known), labels);
  }

  private static void check(Example example, Head head, float value) {
    boolean isRight =
        head.kind() == Head.Kind.PROBABILITY ? value == 0 || value == 1 : Float.isFinite(value);
    if (!isRight) {
      throw new TrainingException(
          "label %s of %s at %s is %s; expected %s"
              .formatted(
                  head.word(),
                  example.entityId(),
                  example.at(),
                  value,
                  head.kind() == Head.Kind.PROBABILITY ? "0 or 1" : "a finite number"));
    }
  }

  /** Examples' columns; the caller disposes of them. */
  static DMatrix matrix(BoostingColumns columns, List<Example> examples) {
    float[] values = columns.of(examples.stream().map(Example::features).toArray(float[][]::new));
    try {
      return new DMatrix(values, examples.size(), columns.count(), Float.NaN);
    } catch (XGBoostError e) {
      throw new TrainingException("XGBoost refused the rows: " + Trees.firstLine(e), e);
    }
  }

  DMatrix matrix() {
    return matrix;
  }

  float[] labels() {
    return labels;
  }

  /**
   * Sets labels and starts for a head that begins at this scale.
   *
   * @throws TrainingException when a label is too far off to be told in these units
   */
  void scale(HeadScale scale) {
    float[] scaled = new float[labels.length];
    float[] starts = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      scaled[i] = scale.toUnits(labels[i]);
      starts[i] = scale.start();
    }
    try {
      matrix.setLabel(scaled);
      matrix.setBaseMargin(starts);
    } catch (XGBoostError e) {
      throw new TrainingException("XGBoost refused labels: " + Trees.firstLine(e), e);
    }
  }

  @Override
  public void close() {
    matrix.dispose();
  }
}
