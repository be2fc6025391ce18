package com.ytempire.ml.drift.statistic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a reference and a current sample are spread over the same bins or categories, as shares that
 * sum to 1 each. The measures of {@link Divergence} are of these. Immutable.
 */
public final class Shares {
  private final double[] reference;
  private final double[] current;

  private Shares(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  /**
   * Shares of counts, bin by bin.
   *
   * @param reference values of the reference in each bin, not negative
   * @param current values of the current sample in the same bins
   * @throws InvalidSampleException when there are not as many of both, a count is negative, or one
   *     of them has no values
   */
  public static Shares ofCounts(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new InvalidSampleException(
          "the reference has %d bins and the current sample %d; expected the same bins"
              .formatted(reference.length, current.length));
    }
    return new Shares(shares("reference", reference), shares("current", current));
  }

  /**
   * Shares that are known already, bin by bin; each side must sum to 1 but for rounding.
   *
   * @throws InvalidSampleException when there are not as many of both, or a side is no shares
   */
  public static Shares ofShares(double[] reference, double[] current) {
    if (reference.length != current.length) {
      throw new InvalidSampleException(
          "the reference has %d bins and the current sample %d; expected the same bins"
              .formatted(reference.length, current.length));
    }
    return new Shares(checked("reference", reference), checked("current", current));
  }

  private static double[] checked(String name, double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum += share >= 0 ? share : Double.NaN;
    }
    if (!(Math.abs(sum - 1) < 1e-6)) {
      throw new InvalidSampleException(
          name + ": the shares sum to %s; expected 1, and none below 0".formatted(sum));
    }
    return shares.clone();
  }

  /**
   * Shares of categories, of all that either sample has.
   *
   * @param reference values of the reference by category, none negative
   * @throws InvalidSampleException when a count is negative or a sample has no values
   */
  public static Shares ofCategories(Map<String, Long> reference, Map<String, Long> current) {
    var names = new TreeMap<String, Long>(reference);
    names.putAll(current);
    long[] first = new long[names.size()];
    long[] second = new long[names.size()];
    int i = 0;
    for (String name : names.keySet()) {
      first[i] = reference.getOrDefault(name, 0L);
      second[i] = current.getOrDefault(name, 0L);
      i++;
    }
    return ofCounts(first, second);
  }

  /** Counts by category, to be handed to {@link #ofCategories}. */
  public static Map<String, Long> counts(Iterable<String> values) {
    Map<String, Long> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }

  /**
   * Shares of two numeric samples in bins chosen for them: {@link NumericBins#forBoth}.
   *
   * @param reference the sample whose number of distinct values decides which bins
   */
  public static Shares ofNumbers(SortedSample reference, SortedSample current) {
    NumericBins bins = NumericBins.forBoth(reference, current);
    return ofCounts(bins.counts(reference), bins.counts(current));
  }

  /** How many bins there are, at least 1. */
  public int size() {
    return reference.length;
  }

  /** Share of the reference in a bin, from 0 to 1. */
  public double reference(int bin) {
    return reference[bin];
  }

  /** Share of the current sample in a bin, from 0 to 1. */
  public double current(int bin) {
    return current[bin];
  }

  private static double[] shares(String name, long[] counts) {
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new InvalidSampleException(
            "%s: bin %d has %d values; expected 0 or more".formatted(name, i, counts[i]));
      }
      total += counts[i];
    }
    if (total == 0) {
      throw new InvalidSampleException(name + ": no values; at least one is needed");
    }
    double sum = total;
    return Arrays.stream(counts).mapToDouble(count -> count / sum).toArray();
  }
}
