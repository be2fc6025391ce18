package com.ytempire.ml.drift.statistic;

import java.util.Arrays;

/**
 * Finite numbers in ascending order, at least one. Immutable; making one costs O(n log n), so keep
 * a reference that is compared often. Negative zero counts as zero.
 */
public final class SortedSample {
  private final double[] values;
  private final int distinct;

  private SortedSample(double[] values, int distinct) {
    this.values = values;
    this.distinct = distinct;
  }

  /**
   * A sample of these values, in any order; they are copied.
   *
   * @throws InvalidSampleException when there is none, or one is NaN or infinite
   */
  public static SortedSample of(double... values) {
    return named("sample", values);
  }

  /**
   * A sample of these values, in any order; they are copied.
   *
   * @param name what messages call it
   * @throws InvalidSampleException when there is none, or one is NaN or infinite; names the first
   */
  public static SortedSample named(String name, double[] values) {
    if (values.length == 0) {
      throw new InvalidSampleException(name + ": no values; at least one is needed");
    }
    double[] sorted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidSampleException(
            "%s[%d] is %s; expected a finite number".formatted(name, i, values[i]));
      }
      sorted[i] = values[i] + 0.0;
    }
    Arrays.sort(sorted);
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return new SortedSample(sorted, distinct);
  }

  /** How many values there are, at least 1. */
  public int size() {
    return values.length;
  }

  /** How many different values there are, at least 1. */
  public int distinct() {
    return distinct;
  }

  /**
   * The value at a place of the order.
   *
   * @param index from 0 to below the size
   */
  public double value(int index) {
    return values[index];
  }

  /** The smallest value. */
  public double min() {
    return values[0];
  }

  /** The largest value. */
  public double max() {
    return values[values.length - 1];
  }

  /** Arithmetic mean. */
  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard deviation of the values as a whole population (divided by n), 0 for one value. */
  public double standardDeviation() {
    double mean = mean();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  /** The values in ascending order, a copy. */
  public double[] toArray() {
    return values.clone();
  }

  /** The values themselves, for this package, which does not change them. */
  double[] values() {
    return values;
  }
}
