package com.ytempire.ml.inference.text;

/** Softmax of a vector of logits. */
public final class Softmax {
  private Softmax() {}

  /**
   * Replaces logits by probabilities, e^(x_i) / Σ e^(x_j), shifted by the largest so that none
   * overflows. Uses {@link StrictMath}, so that equal logits give equal bits on every machine.
   *
   * @param values at least one finite number
   * @return the same array, now summing to 1
   */
  public static double[] inPlace(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = StrictMath.exp(values[i] - largest);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }
}
