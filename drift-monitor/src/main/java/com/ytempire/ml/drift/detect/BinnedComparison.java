package com.ytempire.ml.drift.detect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Puts the reference beside the window in a few bins, for pictures: no statistic is computed from
 * them. Few values are bins of their own; others are told apart at the reference's deciles and its
 * outermost hundredths, rounded to what tells them apart, and open at both ends, so that no value
 * of a single row is told. A bin of fewer than {@link #LEAST_UNITS} units of a side joins its
 * smaller neighbour. Equal sides give equal bins.
 */
final class BinnedComparison {
  /** Most bins of a column. */
  static final int MOST_BINS = 12;

  /** Fewer units of a side are not told apart. */
  static final int LEAST_UNITS = 5;

  private static final double[] EDGES = {.01, .1, .2, .3, .4, .5, .6, .7, .8, .9, .99};
  private static final double SHARE_DIGITS = 1e6;

  private BinnedComparison() {}

  /**
   * @param referenceUnits that the reference is worth
   * @param currentUnits that the window is worth
   * @return at most {@link #MOST_BINS}, ascending; none where a side is too small for any
   */
  static List<ComparedBin> of(
      Steps reference, Steps current, double referenceUnits, double currentUnits) {
    var values = new TreeSet<Double>();
    collect(reference, values);
    collect(current, values);
    List<ComparedBin> bins =
        values.size() <= MOST_BINS
            ? ofValues(values, reference, current)
            : ofEdges(edges(reference), reference, current);
    merge(bins, referenceUnits, currentUnits);
    if (bins.size() == 1 && isSmall(bins.get(0), referenceUnits, currentUnits)) {
      return List.of();
    }
    return bins.stream()
        .map(
            bin ->
                new ComparedBin(
                    bin.from(), bin.to(), rounded(bin.reference()), rounded(bin.current())))
        .toList();
  }

  /** The values, or so many that they are too many. */
  private static void collect(Steps side, TreeSet<Double> values) {
    for (int i = 0; i < side.points() && values.size() <= MOST_BINS; i++) {
      values.add(side.value(i));
    }
  }

  private static List<ComparedBin> ofValues(
      TreeSet<Double> values, Steps reference, Steps current) {
    List<ComparedBin> bins = new ArrayList<>();
    for (double value : values) {
      bins.add(
          new ComparedBin(
              value,
              value,
              reference.upTo(value) - reference.below(value),
              current.upTo(value) - current.below(value)));
    }
    return bins;
  }

  private static List<ComparedBin> ofEdges(double[] edges, Steps reference, Steps current) {
    List<ComparedBin> bins = new ArrayList<>();
    double before = 0;
    double currentBefore = 0;
    for (int i = 0; i <= edges.length; i++) {
      boolean isLast = i == edges.length;
      double share = isLast ? 1 : reference.below(edges[i]);
      double currentShare = isLast ? 1 : current.below(edges[i]);
      bins.add(
          new ComparedBin(
              i == 0 ? Double.NaN : edges[i - 1],
              isLast ? Double.NaN : edges[i],
              share - before,
              currentShare - currentBefore));
      before = share;
      currentBefore = currentShare;
    }
    return bins;
  }

  /** Quantiles of the reference, rounded to a twentieth of the way to the next at most. */
  private static double[] edges(Steps reference) {
    double[] exact = new double[EDGES.length];
    int count = 0;
    int at = 0;
    double sum = reference.mass(0);
    for (double share : EDGES) {
      while (at + 1 < reference.points() && sum < share) {
        sum += reference.mass(++at);
      }
      double value = reference.value(at);
      if (count == 0 || value > exact[count - 1]) {
        exact[count++] = value;
      }
    }
    double[] edges = new double[count];
    for (int i = 0; i < count; i++) {
      double below = i == 0 ? Double.POSITIVE_INFINITY : exact[i] - exact[i - 1];
      double above = i + 1 == count ? Double.POSITIVE_INFINITY : exact[i + 1] - exact[i];
      edges[i] = rounded(exact[i], Math.min(below, above));
    }
    return edges;
  }

  private static double rounded(double value, double gap) {
    double length = Double.isFinite(gap) ? gap : Math.abs(value);
    if (length == 0) {
      return 0;
    }
    int digits = 1 - (int) Math.floor(Math.log10(length));
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static void merge(List<ComparedBin> bins, double referenceUnits, double currentUnits) {
    int at = 0;
    while (at < bins.size() && bins.size() > 1) {
      if (!isSmall(bins.get(at), referenceUnits, currentUnits)) {
        at++;
        continue;
      }
      boolean isLeft =
          at + 1 == bins.size() || (at > 0 && units(bins.get(at - 1)) <= units(bins.get(at + 1)));
      int from = isLeft ? at - 1 : at;
      ComparedBin low = bins.get(from);
      ComparedBin high = bins.remove(from + 1);
      bins.set(
          from,
          new ComparedBin(
              low.from(),
              high.to(),
              low.reference() + high.reference(),
              low.current() + high.current()));
      at = from;
    }
  }

  private static double units(ComparedBin bin) {
    return bin.reference() + bin.current();
  }

  /** Whether it tells of too few units of a side, or of none of either. */
  private static boolean isSmall(ComparedBin bin, double referenceUnits, double currentUnits) {
    double before = Math.rint(bin.reference() * referenceUnits);
    double now = Math.rint(bin.current() * currentUnits);
    return (before == 0 && now == 0) || isFew(bin.reference(), before) || isFew(bin.current(), now);
  }

  private static boolean isFew(double share, double units) {
    return share > 0 && units < LEAST_UNITS;
  }

  private static double rounded(double share) {
    return Math.rint(Math.max(0, share) * SHARE_DIGITS) / SHARE_DIGITS;
  }
}
