package com.ytempire.ml.bench.measure;

import java.util.Arrays;

/** Arithmetic on the figures of rounds. */
public final class Statistics {
  private Statistics() {}

  /** Median; the mean of the two in the middle of an even number. NaN for none. */
  public static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
