package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Head;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A number that says how well a head answers. "Said" means a probability of at least one half.
 * Figures that cannot be told, such as an AUC of rows that are all alike, are NaN.
 */
public enum Figure {
  /**
   * Area under the ROC curve: the chance that a row with label 1 gets a higher probability than one
   * with label 0, ties counting half.
   */
  AUC(Head.Kind.PROBABILITY, true),
  /** Share of rows for which what was said is so. */
  ACCURACY(Head.Kind.PROBABILITY, true),
  /** Share of the rows said to be 1 that are; NaN where none was said to be. */
  PRECISION(Head.Kind.PROBABILITY, true),
  /** Share of the rows with label 1 that were said to be; NaN where there is none. */
  RECALL(Head.Kind.PROBABILITY, true),
  /** Harmonic mean of precision and recall; NaN where nothing is, or was said to be, 1. */
  F1(Head.Kind.PROBABILITY, true),
  /**
   * |Share of labels 1 − mean probability| over ten bins of probability of equal width, weighted by
   * their rows.
   */
  CALIBRATION_ERROR(Head.Kind.PROBABILITY, false),
  /** Mean squared distance of probability and label. */
  BRIER(Head.Kind.PROBABILITY, false),
  /** Mean −ln of the probability given to what happened, probabilities being kept 1e-15 off 0. */
  LOG_LOSS(Head.Kind.PROBABILITY, false),
  /** Mean absolute error. */
  MAE(Head.Kind.NUMBER, false),
  /** Square root of the mean squared error. */
  RMSE(Head.Kind.NUMBER, false);

  private final Head.Kind kind;
  private final boolean isHigherBetter;

  Figure(Head.Kind kind, boolean isHigherBetter) {
    this.kind = kind;
    this.isHigherBetter = isHigherBetter;
  }

  /** Figures of heads of a kind, in the order in which they are shown. */
  public static List<Figure> of(Head.Kind kind) {
    return Arrays.stream(values()).filter(figure -> figure.kind == kind).toList();
  }

  /** The figure by which heads of a kind are compared first: AUC, or the mean absolute error. */
  public static Figure main(Head.Kind kind) {
    return kind == Head.Kind.PROBABILITY ? AUC : MAE;
  }

  /** Whether more of it is better. */
  public boolean isHigherBetter() {
    return isHigherBetter;
  }

  /** Its name where figures are stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
