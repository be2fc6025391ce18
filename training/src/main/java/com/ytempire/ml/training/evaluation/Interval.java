package com.ytempire.ml.training.evaluation;

import java.util.Arrays;

/**
 * An interval that holds a figure with a confidence of 95 %; both ends are NaN where the figure is.
 */
public record Interval(double low, double high) {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  /** From the 2.5 % to the 97.5 % quantile of a figure's resamples, of which NaN are left out. */
  static Interval ofResamples(double[] figures) {
    double[] known =
        Arrays.stream(figures).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return known.length == 0
        ? new Interval(Double.NaN, Double.NaN)
        : new Interval(
            known[(int) (LOW * (known.length - 1))], known[(int) (HIGH * (known.length - 1))]);
  }
}
