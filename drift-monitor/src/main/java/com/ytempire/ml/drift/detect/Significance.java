package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.statistic.Alternative;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import com.ytempire.ml.drift.statistic.KsStatistic;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * Probabilities of what was seen, or more, where nothing has changed. None is smaller than the
 * truth but by rounding, save those that are said to be limits.
 */
final class Significance {
  private Significance() {}

  /**
   * Of a two-sided Kolmogorov-Smirnov distance, by its limit distribution, which small samples make
   * larger than the truth, as ties do.
   *
   * @param distance 0 to 1
   * @param n size of one side; a part of one is left off
   * @param m size of the other
   */
  static double kolmogorov(double distance, double n, double m) {
    int first = size(n);
    int second = size(m);
    // The distance as a fraction of both sizes, rounded down to be on the safe side.
    long paths = (long) (Math.max(0, distance) * first * second);
    return KolmogorovSmirnov.limit(new KsStatistic(first, second, paths, 0), Alternative.TWO_SIDED);
  }

  private static int size(double size) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.floor(size)));
  }

  /** Of a standard normal number at least so great. */
  static double normal(double z) {
    return 0.5 * Erf.erfc(z / Math.sqrt(2));
  }

  /**
   * Of at least so many hits in the second of two samples, given the hits in both: Fisher's exact
   * test, one-sided.
   */
  static double moreHits(long hits, long size, long otherHits, long otherSize) {
    return hypergeometric(hits, size, otherHits, otherSize).upperCumulativeProbability((int) hits);
  }

  /** As {@link #moreHits}, of so many or fewer. */
  static double fewerHits(long hits, long size, long otherHits, long otherSize) {
    return hypergeometric(hits, size, otherHits, otherSize).cumulativeProbability((int) hits);
  }

  private static HypergeometricDistribution hypergeometric(
      long hits, long size, long otherHits, long otherSize) {
    return new HypergeometricDistribution(
        null,
        Math.toIntExact(size + otherSize),
        Math.toIntExact(hits + otherHits),
        Math.toIntExact(size));
  }

  /** Of at least so many hits where each has a chance of its own: exact. */
  static double binomial(long hits, long size, double chance) {
    return hits == 0
        ? 1
        : 1
            - new BinomialDistribution(null, Math.toIntExact(size), chance)
                .cumulativeProbability(Math.toIntExact(hits) - 1);
  }
}
