package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.calibration.HeadScale;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.KnownLabels;
import com.ytempire.ml.training.trainer.TrainingException;
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
      DerivedColumns columns, List<Example> examples, Head head, int label, String part) {
    List<Example> known = KnownLabels.of(examples, head, label, part);
    float[] labels = KnownLabels.labels(known, label);
    return new HeadRows(matrix(columns, known), labels);
  }

  /** Examples' columns; the caller disposes of them. */
  static DMatrix matrix(DerivedColumns columns, List<Example> examples) {
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
