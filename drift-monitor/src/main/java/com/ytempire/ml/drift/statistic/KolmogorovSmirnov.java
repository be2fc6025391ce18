package com.ytempire.ml.drift.statistic;

import java.util.OptionalDouble;

/**
 * The two-sample Kolmogorov-Smirnov test. Statistic and names of alternatives are those of scipy's
 * {@code ks_2samp}: right-continuous empirical distribution functions, compared at every distinct
 * value of both samples, so that ties are counted once, after all of them.
 *
 * <p>All probabilities are of a difference at least as large when both samples are drawn from one
 * <em>continuous</em> distribution. With ties the true one is smaller or equal, so a test by these
 * is on the safe side. Stateless, safe to share.
 */
public final class KolmogorovSmirnov {
  /**
   * Up to this size of the larger sample {@link #pValue} is exact, as scipy's default and so
   * Evidently's.
   */
  public static final int EXACT_UP_TO = 10_000;

  private KolmogorovSmirnov() {}

  /** The statistic of two samples, in one pass over both. */
  public static KsStatistic compare(SortedSample first, SortedSample second) {
    double[] x = first.values();
    double[] y = second.values();
    long difference = 0;
    long plus = 0;
    long minus = 0;
    int i = 0;
    int j = 0;
    // After the end of one sample the difference only returns to 0.
    while (i < x.length && j < y.length) {
      double at = Math.min(x[i], y[j]);
      while (i < x.length && x[i] == at) {
        difference += y.length;
        i++;
      }
      while (j < y.length && y[j] == at) {
        difference -= x.length;
        j++;
      }
      plus = Math.max(plus, difference);
      minus = Math.max(minus, -difference);
    }
    return new KsStatistic(x.length, y.length, plus, minus);
  }

  /**
   * The exact probability, for any sizes for which it takes some seconds at most: all of up to
   * 100,000 values, all of two samples of one size, and beyond that nearly all two-sided ones; of
   * the one-sided ones those of a D that is not near 0. With two samples of 10,000 it takes some
   * milliseconds, one-sided up to 20.
   *
   * @return empty where it would take longer; {@link #asymptotic} is close there
   */
  public static OptionalDouble exact(KsStatistic statistic, Alternative alternative) {
    return ExactKs.probability(statistic, alternative);
  }

  /**
   * scipy's asymptotic probability. Two-sided: the survival function of the exact one-sample
   * distribution of D with round(n1 n2 / (n1 + n2)) values, halves to even. One-sided: exp(-2z² -
   * 2z(m + 2n) / (3 sqrt(mn(m + n)))) with z = sqrt(mn / (m + n)) D, m the larger and n the smaller
   * size (Hodges 1958, equation 5.3).
   *
   * @return NaN for the two-sided one of one value against one, where the rounded size is 0
   */
  public static double asymptotic(KsStatistic statistic, Alternative alternative) {
    double m = Math.max(statistic.size1(), statistic.size2());
    double n = Math.min(statistic.size1(), statistic.size2());
    if (alternative == Alternative.TWO_SIDED) {
      double size = Math.rint(m * n / (m + n));
      return size < 1
          ? Double.NaN
          : OneSampleKs.survival((int) size, statistic.value(Alternative.TWO_SIDED));
    }
    double z = Math.sqrt(m * n / (m + n)) * statistic.value(alternative);
    return Math.exp(-2 * z * z - 2 * z * (m + 2 * n) / Math.sqrt(m * n * (m + n)) / 3);
  }

  /**
   * The limit for large samples. Two-sided: 2 Σ (-1)^(k-1) exp(-2k²z²), one-sided: exp(-2z²), with
   * z = sqrt(n1 n2 / (n1 + n2)) D.
   */
  public static double limit(KsStatistic statistic, Alternative alternative) {
    return limit(statistic.size1(), statistic.size2(), statistic.value(alternative), alternative);
  }

  /**
   * The limit for a D of samples of any sizes.
   *
   * @param size1 values in the first sample, at least 1
   * @param size2 values in the second sample, at least 1
   * @param d from 0 to 1
   */
  public static double limit(long size1, long size2, double d, Alternative alternative) {
    double z = Math.sqrt((double) size1 * size2 / ((double) size1 + size2)) * d;
    return alternative == Alternative.TWO_SIDED
        ? KolmogorovLimit.survival(z)
        : Math.exp(-2 * z * z);
  }

  /**
   * The probability to decide by: exact while the larger sample has at most {@link #EXACT_UP_TO}
   * values, else asymptotic. As scipy's {@code method="auto"}, but for one-sided tests: where
   * scipy's counting overflows and it takes the asymptotic one, this stays exact.
   */
  public static double pValue(KsStatistic statistic, Alternative alternative) {
    if (Math.max(statistic.size1(), statistic.size2()) <= EXACT_UP_TO) {
      OptionalDouble exact = exact(statistic, alternative);
      if (exact.isPresent()) {
        return exact.getAsDouble();
      }
    }
    return asymptotic(statistic, alternative);
  }
}
