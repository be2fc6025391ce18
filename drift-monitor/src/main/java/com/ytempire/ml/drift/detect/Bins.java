package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.profile.CategoryCounts;
import com.ytempire.ml.drift.statistic.ChiSquare;
import com.ytempire.ml.drift.statistic.NumericBins;
import com.ytempire.ml.drift.statistic.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shares of two sides in the same bins: each distinct value one where the reference has few, else
 * bins of equal width over both sides, as many as Sturges' rule gives.
 *
 * @param reference shares, adding up to 1
 * @param current likewise
 * @param error most that a share of the reference may be off
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bins(double[] reference, double[] current, double error) {
  /** Up to so many distinct values of the reference are bins of their own. */
  static final int FEW_VALUES = NumericBins.MOST_SINGLE_VALUES;

  private static final double LEAST_EXPECTED = 5;

  /**
   * @param size numbers of both sides together
   */
  static Bins of(Steps reference, Steps current, double size) {
    if (reference.points() <= FEW_VALUES) {
      return ofValues(reference, current);
    }
    double least = Math.min(reference.least(), current.least());
    double most = Math.max(reference.most(), current.most());
    int count = (int) Math.ceil(Math.log(size) / Math.log(2) + 1);
    double[] shares = new double[count];
    double[] others = new double[count];
    for (int i = 0; i < count; i++) {
      double from = least + (most - least) * i / count;
      double to = least + (most - least) * (i + 1) / count;
      boolean isLast = i + 1 == count;
      shares[i] = Math.max(0, (isLast ? 1 : reference.below(to)) - reference.below(from));
      others[i] = Math.max(0, (isLast ? 1 : current.below(to)) - current.below(from));
    }
    return new Bins(shares, others, reference.error());
  }

  private static Bins ofValues(Steps reference, Steps current) {
    List<double[]> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < reference.points() || j < current.points()) {
      double nextA = i < reference.points() ? reference.value(i) : Double.POSITIVE_INFINITY;
      double nextB = j < current.points() ? current.value(j) : Double.POSITIVE_INFINITY;
      double value = Math.min(nextA, nextB);
      pairs.add(
          new double[] {
            nextA == value ? reference.mass(i) : 0, nextB == value ? current.mass(j) : 0
          });
      i += nextA == value ? 1 : 0;
      j += nextB == value ? 1 : 0;
    }
    return of(pairs, reference.error());
  }

  /** Words that the reference does not tell apart are one bin. */
  static Bins of(CategoryCounts reference, Map<String, Long> current) {
    List<double[]> pairs = new ArrayList<>();
    double size = current.values().stream().mapToLong(Long::longValue).sum();
    double known = 0;
    for (Map.Entry<String, Long> word : reference.counts().entrySet()) {
      double now = current.getOrDefault(word.getKey(), 0L) / size;
      known += now;
      pairs.add(new double[] {(double) word.getValue() / reference.size(), now});
    }
    pairs.add(new double[] {(double) reference.other() / reference.size(), Math.max(0, 1 - known)});
    return of(pairs, 0);
  }

  private static Bins of(List<double[]> pairs, double error) {
    return new Bins(
        pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
        pairs.stream().mapToDouble(pair -> pair[1]).toArray(),
        error);
  }

  Shares shares() {
    return Shares.ofShares(reference, current);
  }

  /** Cramér's V of two sides of equal size with these shares, 0 to 1. */
  double cramersV() {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double both = reference[i] + current[i];
      sum += both > 0 ? Math.pow(reference[i] - current[i], 2) / both : 0;
    }
    return Math.sqrt(sum / 2);
  }

  /**
   * Probability of shares so different or more, were both sides of one kind: the chi-square test of
   * homogeneity. Bins in which fewer than 5 are expected of either side are one, and differences
   * are taken as small as the error of the reference allows, so that it is never too small.
   *
   * @param referenceSize numbers of the reference, more than 0
   * @param currentSize numbers of the window, more than 0
   */
  double probability(double referenceSize, double currentSize) {
    double sum = 0;
    int cells = 0;
    double[] rest = {0, 0};
    for (int i = 0; i < reference.length; i++) {
      double pooled =
          (referenceSize * reference[i] + currentSize * current[i]) / (referenceSize + currentSize);
      if (pooled * Math.min(referenceSize, currentSize) < LEAST_EXPECTED) {
        rest[0] += reference[i];
        rest[1] += current[i];
      } else {
        sum += cell(reference[i], current[i], referenceSize, currentSize);
        cells++;
      }
    }
    if (rest[0] + rest[1] > 0) {
      sum += cell(rest[0], rest[1], referenceSize, currentSize);
      cells++;
    }
    return cells < 2 ? 1 : ChiSquare.survival(sum, cells - 1);
  }

  private double cell(double r, double c, double n, double m) {
    double difference = Math.max(0, Math.abs(r - c) - error);
    return n * m * difference * difference / (n * r + m * c);
  }
}
