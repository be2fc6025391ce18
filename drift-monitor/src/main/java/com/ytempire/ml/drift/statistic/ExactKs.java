package com.ytempire.ml.drift.statistic;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The exact distribution of the two-sample statistic for continuous data. Under the null hypothesis
 * every order of the pooled values is equally likely, so the probability is the share of the
 * lattice paths from (0, 0) to (n1, n2) that reach the boundary {@code x n2 - y n1 = ±k}.
 *
 * <p>The share A(x, y) of the paths to (x, y) that have reached it is 1 beyond the boundary and
 * elsewhere
 *
 * <pre>A(x, y) = x/(x+y) A(x-1, y) + y/(x+y) A(x, y-1).</pre>
 *
 * Every step is an average of numbers between 0 and 1, so nothing overflows and nothing cancels,
 * also where the probability is small (Viehmann 2021, "Numerically more stable computation of the
 * p-values for the two-sample Kolmogorov-Smirnov test", after Hodges 1958 and Schröer and Trenkler
 * 1995). Relative error about 1e-13 at 10,000 values where the probability is above 1e-290, below
 * that absolute 1e-310.
 *
 * <p>Cost: the cells between the boundaries, for usual probabilities about n sqrt(n). Memory: one
 * number for each value of one sample.
 */
final class ExactKs {
  /** Cells after which it gives up, some seconds; 100,000 values each, one-sided, are 5e9. */
  static final long MOST_CELLS = 5_100_000_000L;

  /** Cells after which it gives up where at this pace it will by far. */
  private static final long FIRST_CELLS = 100_000_000L;

  /**
   * Where x n2 - y n1 is at least k at step s, Hoeffding's inequality for draws without replacement
   * gives at most exp(-2 z² max(n1, n2) / (n1 + n2)); over all steps, so many times more. Below
   * this logarithm that is 0 as a double.
   */
  private static final double SMALLEST_LOGARITHM = -746;

  /** Smallest cut-off: what it changes is less than the precision of such small numbers. */
  private static final double LEAST = 1e-310;

  /** Cells from which two-sided is twice one-sided where that cannot be told apart. */
  private static final long WIDE = 20_000_000L;

  private ExactKs() {}

  /** P(D &gt;= statistic), empty where it would take more than {@link #MOST_CELLS}. */
  static OptionalDouble probability(KsStatistic statistic, Alternative alternative) {
    long boundary = statistic.numerator(alternative);
    if (boundary == 0) {
      return OptionalDouble.of(1);
    }
    int n1 = statistic.size1();
    int n2 = statistic.size2();
    if (n1 == n2) {
      // D is a whole number of nths.
      int steps = Math.toIntExact(boundary / n1);
      return OptionalDouble.of(
          alternative == Alternative.TWO_SIDED ? twoSided(n1, steps) : oneSided(n1, steps));
    }
    // The longer side is walked along, the shorter across.
    int across = Math.min(n1, n2);
    int along = Math.max(n1, n2);
    if (alternative == Alternative.TWO_SIDED) {
      if (isNegligibleThatBoth(across, along, boundary)
          && cellsBetween(across, along, boundary) > WIDE) {
        OptionalDouble one = above(across, along, boundary);
        return one.isPresent() ? OptionalDouble.of(2 * one.getAsDouble()) : one;
      }
      return outside(across, along, boundary, true, 0, MOST_CELLS);
    }
    // A path read backwards swaps the sides, so D+ and D- have one distribution.
    return above(across, along, boundary);
  }

  /** P(D+ reaches the boundary). */
  private static OptionalDouble above(int n1, int n2, long boundary) {
    double squared = squared(n1, n2, boundary);
    double total = (double) n1 + n2;
    if (Math.log(total) - 2 * squared * n2 / total < SMALLEST_LOGARITHM) {
      return OptionalDouble.of(0);
    }
    double cutOff = Math.max(Math.exp(-3 * squared) * 1e-22, LEAST);
    while (true) {
      OptionalDouble share = outside(n1, n2, boundary, false, cutOff, MOST_CELLS);
      if (share.isEmpty() || cutOff <= LEAST || cutOff <= share.getAsDouble() * 1e-14) {
        return share;
      }
      cutOff = Math.max(cutOff * 1e-100, LEAST);
    }
  }

  /**
   * The share of paths that reach the boundary.
   *
   * @param n1 steps across
   * @param n2 steps along
   * @param boundary reached where {@code x n2 - y n1} is at least this
   * @param both whether it is also reached where that is at most minus this
   * @param cutOff one-sided, where a cell and all beyond it count as 0: otherwise all cells on the
   *     other side would have to be visited, nearly all for nothing. As the result is an average of
   *     cells, this takes less than the cut-off from it
   * @param budget cells to visit at most
   * @return empty where the budget does not suffice
   */
  static OptionalDouble outside(
      int n1, int n2, long boundary, boolean both, double cutOff, long budget) {
    // share[x + 1] is A(x, s - x); the places beside the cells hold what lies there.
    double[] share = new double[n1 + 3];
    Arrays.fill(share, 1);
    share[1] = 0;
    long total = (long) n1 + n2;
    long cells = 0;
    int kept = 0;
    for (int s = 1; s <= total; s++) {
      long line = (long) s * n1;
      int lastInside = (int) Math.floorDiv(boundary + line - 1, total);
      int firstInside = both ? (int) Math.floorDiv(line - boundary, total) + 1 : kept;
      int low = Math.max(Math.max(firstInside, 0), s - n2);
      int high = Math.min(lastInside, Math.min(s, n1));
      if (low > high) {
        // Every path of this length is outside.
        return OptionalDouble.of(1);
      }
      cells += high - low + 1;
      if (cells > budget || (cells > FIRST_CELLS && (double) cells / s * total > 2.0 * budget)) {
        return OptionalDouble.empty();
      }
      double inverse = 1.0 / s;
      for (int x = high; x >= low; x--) {
        share[x + 1] = (x * share[x] + (s - x) * share[x + 1]) * inverse;
      }
      share[high + 2] = 1;
      if (both) {
        share[low] = 1;
      } else {
        kept = low;
        while (kept < high && share[kept + 1] < cutOff) {
          kept++;
        }
        share[kept] = 0;
      }
    }
    return OptionalDouble.of(share[n1 + 1]);
  }

  /** Whether P(D+ and D- reach it) is below 1e-18 of P(D+ reaches it). */
  private static boolean isNegligibleThatBoth(int n1, int n2, long boundary) {
    return 6 * squared(n1, n2, boundary) > 42;
  }

  /** n1 n2 / (n1 + n2) D². */
  private static double squared(double n1, double n2, long boundary) {
    return boundary / (n1 * n2) * (boundary / (n1 + n2));
  }

  private static long cellsBetween(long n1, long n2, long boundary) {
    double width = Math.min(n1 + 1.0, 2.0 * boundary / (n1 + n2) + 1);
    return (long) (width * (n1 + n2));
  }

  /**
   * P(D &gt;= steps/n) of two samples of n: 2 Σ (-1)^(k-1) C(2n, n - k steps) / C(2n, n) by the
   * reflection principle (Gnedenko and Korolyuk 1951), as nested products like Horner's rule, so
   * that no term is larger than 1.
   */
  static double twoSided(int n, int steps) {
    double probability = 0;
    for (int k = n / steps; k >= 0; k--) {
      double factor = 1;
      long shift = (long) k * steps;
      for (int j = 0; j < steps; j++) {
        factor *= (n - shift - j) / (double) (n + shift + j + 1);
      }
      probability = factor * (1 - probability);
    }
    return Math.min(1, 2 * probability);
  }

  /** P(D+ &gt;= steps/n) of two samples of n: C(2n, n - steps) / C(2n, n). */
  static double oneSided(int n, int steps) {
    double probability = 1;
    for (int j = 0; j < steps; j++) {
      probability *= (n - j) / (double) ((long) n + j + 1);
    }
    return probability;
  }
}
