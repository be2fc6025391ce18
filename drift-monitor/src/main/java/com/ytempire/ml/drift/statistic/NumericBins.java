package com.ytempire.ml.drift.statistic;

import java.util.Arrays;

/**
 * Bins of numbers, either intervals between edges or single values. Immutable. Intervals contain
 * their lower edge and not their upper one, but for the last, which contains both.
 */
public final class NumericBins {
  /** With more distinct values in the reference than this, bins are intervals. */
  public static final int MOST_SINGLE_VALUES = 20;

  /** Edges of intervals, or the values themselves; ascending. */
  private final double[] marks;

  private final boolean intervals;

  private NumericBins(double[] marks, boolean intervals) {
    this.marks = marks;
    this.intervals = intervals;
  }

  /**
   * The bins by which Evidently compares two samples. With more than {@link #MOST_SINGLE_VALUES}
   * distinct values in the reference: intervals of equal width over the range of both together, as
   * many as Sturges' rule gives for all N values, {@code ceil(range / (range / (log2(N) + 1)))},
   * with numpy's edges. Else one bin for each value that either sample has.
   */
  public static NumericBins forBoth(SortedSample reference, SortedSample current) {
    if (reference.distinct() > MOST_SINGLE_VALUES) {
      double first = Math.min(reference.min(), current.min());
      double last = Math.max(reference.max(), current.max());
      double values = (double) reference.size() + current.size();
      double width = (last - first) / (Math.log(values) / Math.log(2) + 1);
      return equalWidth(first, last, (int) Math.ceil((last - first) / width));
    }
    double[] both = Arrays.copyOf(reference.values(), reference.size() + current.size());
    System.arraycopy(current.values(), 0, both, reference.size(), current.size());
    return singleValues(both);
  }

  /**
   * Intervals of equal width.
   *
   * @param first where the first begins
   * @param last where the last ends, above the first
   * @param count how many, at least 1
   */
  public static NumericBins equalWidth(double first, double last, int count) {
    double[] edges = new double[count + 1];
    double step = (last - first) / count;
    for (int i = 0; i < count; i++) {
      edges[i] = i * step + first;
    }
    edges[count] = last;
    return ofEdges(edges);
  }

  /**
   * Intervals between edges.
   *
   * @param edges at least two, ascending, copied; the outer ones may be infinite
   * @throws IllegalArgumentException when there are fewer or they do not ascend
   */
  public static NumericBins ofEdges(double... edges) {
    if (edges.length < 2) {
      throw new IllegalArgumentException("%d edges; at least 2 are needed".formatted(edges.length));
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        throw new IllegalArgumentException(
            "edge %d is %s, after %s; expected more".formatted(i, edges[i], edges[i - 1]));
      }
    }
    return new NumericBins(edges.clone(), true);
  }

  /** One bin for each distinct value of these; they are copied. */
  public static NumericBins singleValues(double... values) {
    double[] distinct =
        Arrays.stream(values).map(value -> value + 0.0).sorted().distinct().toArray();
    if (distinct.length == 0) {
      throw new IllegalArgumentException("no values; at least one is needed");
    }
    return new NumericBins(distinct, false);
  }

  /** How many bins there are, at least 1. */
  public int size() {
    return intervals ? marks.length - 1 : marks.length;
  }

  /** Whether they are intervals, not single values. */
  public boolean areIntervals() {
    return intervals;
  }

  /** The edges of intervals, or the values; ascending, a copy. */
  public double[] marks() {
    return marks.clone();
  }

  /**
   * The bin of a value.
   *
   * @return -1 where no bin contains it
   */
  public int binOf(double value) {
    int found = Arrays.binarySearch(marks, value + 0.0);
    if (!intervals) {
      return Math.max(found, -1);
    }
    if (found == marks.length - 1) {
      return found - 1;
    }
    int bin = found >= 0 ? found : -found - 2;
    return bin >= marks.length - 1 ? -1 : bin;
  }

  /** How many values of a sample are in each bin; those in none are not counted. */
  public long[] counts(SortedSample sample) {
    long[] counts = new long[size()];
    for (int i = 0; i < sample.size(); i++) {
      int bin = binOf(sample.value(i));
      if (bin >= 0) {
        counts[bin]++;
      }
    }
    return counts;
  }
}
