package com.ytempire.ml.drift.profile;

import java.util.Arrays;

/**
 * An empirical distribution as a step function: ascending values and how many numbers are at or
 * below each. Where there are many distinct values some are left out, and their numbers are counted
 * at the next value that is kept; the distribution says how far that moves it. Numbers are 32-bit
 * floats, as models read them: what is compared with it must be rounded likewise. Immutable.
 */
public final class Distribution {
  /** So many distinct values are all kept. */
  public static final int EXACT_POINTS = 1_000;

  /** Of more values at least so many shares are told apart: the error is at most 1 in so many. */
  public static final int SHARES = 500;

  /** A share is moved by a quarter of a standard deviation at most. */
  private static final int AREA_SHARES = 4;

  private final float[] values;
  private final long[] cumulative;
  private final double error;
  private final double areaError;

  Distribution(float[] values, long[] cumulative, double error, double areaError) {
    this.values = values;
    this.cumulative = cumulative;
    this.error = error;
    this.areaError = areaError;
  }

  /** As {@link #of(double[], int, int)}, with {@link #EXACT_POINTS} and {@link #SHARES}. */
  public static Distribution of(double[] numbers) {
    return of(numbers, EXACT_POINTS, SHARES);
  }

  /**
   * The distribution of numbers; sorts a copy of them.
   *
   * @param numbers at least one, all finite as 32-bit floats, in any order
   * @param exactPoints so many distinct values are all kept
   * @param shares of more, the cumulative share is at most 1 / shares off
   * @throws IllegalArgumentException where there is none, or one is not finite
   */
  public static Distribution of(double[] numbers, int exactPoints, int shares) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("no numbers; expected at least one");
    }
    float[] sorted = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      // Adding zero makes -0 the same value as 0.
      sorted[i] = (float) numbers[i] + 0f;
    }
    Arrays.sort(sorted);
    if (!Float.isFinite(sorted[0]) || !Float.isFinite(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException(
          "%s among the numbers; expected finite 32-bit floats"
              .formatted(Float.isFinite(sorted[0]) ? sorted[sorted.length - 1] : sorted[0]));
    }
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
    }
    return distinct <= exactPoints
        ? new Condensing(0, 0, distinct).of(sorted)
        : new Condensing(
                numbers.length / (double) shares,
                numbers.length * std(sorted) / (shares * AREA_SHARES),
                distinct)
            .of(sorted);
  }

  private static double std(float[] numbers) {
    double mean = 0;
    for (float number : numbers) {
      mean += number / (double) numbers.length;
    }
    double squares = 0;
    for (float number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Math.sqrt(squares / numbers.length);
  }

  /**
   * Leaves values out as it goes up, as long as no more than a share of numbers is moved, and none
   * of them far.
   */
  private static final class Condensing {
    private final double most;
    private final double mostArea;
    private final float[] values;
    private final long[] cumulative;
    private int points;
    private long left;
    private double leftValues;
    private long mostLeft;
    private double area;

    Condensing(double most, double mostArea, int distinct) {
      this.most = most;
      this.mostArea = mostArea;
      this.values = new float[distinct];
      this.cumulative = new long[distinct];
    }

    Distribution of(float[] sorted) {
      int from = 0;
      while (from < sorted.length) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
          to++;
        }
        // The least and the greatest value are always kept.
        boolean isEnd = from == 0 || to == sorted.length;
        if (isEnd
            || left + (to - from) > most
            || movesTooFar(sorted[to], sorted[from], to - from)) {
          keep(sorted[from], to);
        } else {
          left += to - from;
          leftValues += (double) (to - from) * sorted[from];
        }
        from = to;
      }
      return new Distribution(
          Arrays.copyOf(values, points),
          Arrays.copyOf(cumulative, points),
          (double) mostLeft / sorted.length,
          area / sorted.length);
    }

    /** Whether too much is moved too far where a value is left out too and the next one kept. */
    private boolean movesTooFar(float next, float value, int count) {
      return (double) (left + count) * next - leftValues - (double) count * value > mostArea;
    }

    private void keep(float value, int upTo) {
      mostLeft = Math.max(mostLeft, left);
      if (left > 0) {
        area += (double) left * value - leftValues;
      }
      left = 0;
      leftValues = 0;
      values[points] = value;
      cumulative[points++] = upTo;
    }
  }

  /** How many values are kept, at least one. */
  public int points() {
    return values.length;
  }

  /** How many numbers it is of. */
  public long size() {
    return cumulative[cumulative.length - 1];
  }

  /** A kept value, by its place from 0; they ascend. */
  public float value(int at) {
    return values[at];
  }

  /** How many numbers are at or below a kept value. */
  public long cumulative(int at) {
    return cumulative[at];
  }

  /** How many numbers count at a kept value. */
  public long count(int at) {
    return at == 0 ? cumulative[0] : cumulative[at] - cumulative[at - 1];
  }

  /** Share of numbers at or below a value, 0 to 1. */
  public double shareUpTo(double value) {
    int at = Arrays.binarySearch(values, (float) value);
    return cumulativeShare(at >= 0 ? at : -at - 2);
  }

  /** Share of numbers below a value, 0 to 1. */
  public double shareBelow(double value) {
    int at = Arrays.binarySearch(values, (float) value);
    return cumulativeShare(at >= 0 ? at - 1 : -at - 2);
  }

  private double cumulativeShare(int at) {
    return at < 0 ? 0 : (double) cumulative[at] / size();
  }

  /** The smallest kept value that a share of the numbers, 0 to 1, does not exceed. */
  public double quantile(double share) {
    double rank = Math.max(1, Math.ceil(share * size()));
    int at = 0;
    while (cumulative[at] < rank) {
      at++;
    }
    return values[at];
  }

  /**
   * Most that {@link #shareUpTo} and {@link #shareBelow} are below the truth anywhere, 0 to 1; they
   * are never above it. 0 where all values are kept.
   */
  public double error() {
    return error;
  }

  /** Wasserstein distance between this and the truth, in the numbers' own unit. */
  public double areaError() {
    return areaError;
  }

  /** Mean of the numbers as they are counted here. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) count(i) * values[i];
    }
    return sum / size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && Arrays.equals(values, that.values)
        && Arrays.equals(cumulative, that.cumulative)
        && error == that.error
        && areaError == that.areaError;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values) * 31 + Arrays.hashCode(cumulative);
  }

  @Override
  public String toString() {
    return "Distribution[%d numbers, %d points, error %s]".formatted(size(), points(), error);
  }
}
