package com.ytempire.ml.drift.statistic;

/** The Wasserstein distance of order 1, the "earth mover's". Stateless. */
public final class Wasserstein {
  private static final double LEAST_DEVIATION = 0.001;

  private Wasserstein() {}

  /**
   * ∫ |F1 - F2|, in the unit of the values, 0 or more: how far values have to be moved on average
   * to make one sample of the other. One pass over both.
   */
  public static double distance(SortedSample first, SortedSample second) {
    double[] x = first.values();
    double[] y = second.values();
    double sum = 0;
    double last = Math.min(x[0], y[0]);
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double at = i == x.length ? y[j] : j == y.length ? x[i] : Math.min(x[i], y[j]);
      sum += Math.abs((double) i / x.length - (double) j / y.length) * (at - last);
      while (i < x.length && x[i] == at) {
        i++;
      }
      while (j < y.length && y[j] == at) {
        j++;
      }
      last = at;
    }
    return sum;
  }

  /**
   * The distance over the standard deviation of the reference (of the values as a population, at
   * least 0.001, so that a constant reference does not divide by zero); without a unit. 0.1 and
   * more counts as drift for Evidently.
   */
  public static double normed(SortedSample reference, SortedSample current) {
    return distance(reference, current) / Math.max(reference.standardDeviation(), LEAST_DEVIATION);
  }
}
