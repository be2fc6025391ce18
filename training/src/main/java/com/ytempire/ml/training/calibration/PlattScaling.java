package com.ytempire.ml.training.calibration;

/**
 * Platt's calibration: a probability is the sigmoid of slope × logit + shift, which keeps the order
 * of rows.
 *
 * @param slope above 0
 * @param shift any finite number
 */
public record PlattScaling(double slope, double shift) {
  /** Leaves logits as they are. */
  public static final PlattScaling NONE = new PlattScaling(1, 0);

  private static final int STEPS = 25;

  /**
   * The slope and shift that make labels most likely: Newton's method on a convex function of two
   * numbers, a few passes. Strict arithmetic gives the same bits on every machine.
   *
   * @param logits of rows which the model was not fitted to
   * @param labels what those rows were
   * @return {@link #NONE} where labels are not of both kinds, so that nothing can be said, or where
   *     the best slope is not above 0, so that the logits say nothing
   */
  public static PlattScaling fit(double[] logits, boolean[] labels) {
    int ones = 0;
    for (boolean label : labels) {
      ones += label ? 1 : 0;
    }
    if (ones == 0 || ones == labels.length) {
      return NONE;
    }
    double slope = 1;
    double shift = 0;
    for (int step = 0; step < STEPS; step++) {
      double bySlope = 0;
      double byShift = 0;
      double slopeSlope = 1e-9;
      double slopeShift = 0;
      double shiftShift = 1e-9;
      for (int i = 0; i < logits.length; i++) {
        double p = sigmoid(slope * logits[i] + shift);
        double error = p - (labels[i] ? 1 : 0);
        double curve = p * (1 - p);
        bySlope += error * logits[i];
        byShift += error;
        slopeSlope += curve * logits[i] * logits[i];
        slopeShift += curve * logits[i];
        shiftShift += curve;
      }
      double determinant = slopeSlope * shiftShift - slopeShift * slopeShift;
      slope -= (shiftShift * bySlope - slopeShift * byShift) / determinant;
      shift -= (slopeSlope * byShift - slopeShift * bySlope) / determinant;
    }
    boolean isSound = slope > 0 && Double.isFinite(slope) && Double.isFinite(shift);
    return isSound ? new PlattScaling(slope, shift) : NONE;
  }

  /** The calibrated probability of a logit. */
  public double probability(double logit) {
    return sigmoid(slope * logit + shift);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
