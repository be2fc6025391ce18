package com.ytempire.ml.drift.statistic;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The distribution of the two-sided one-sample statistic D of n values against a continuous
 * distribution. Which method where is as Simard and L'Ecuyer chose (2011, "Computing the Two-Sided
 * Kolmogorov-Smirnov Distribution", Journal of Statistical Software 39), and as scipy's {@code
 * kstwo}:
 *
 * <ul>
 *   <li>nD at most 1 or at least n - 1: closed forms (Ruben and Gambino 1982);
 *   <li>D at least 1/2, or nD² at least 4 (2.2 for n above 140): twice the one-sided probability,
 *       which is exact in the first case and otherwise off by 2e-6 of it at 2.2 and 1e-10 at 4;
 *   <li>n up to 140, or up to 100,000 with n D^1.5 at most 1.4: the matrix of Durbin, computed as
 *       Marsaglia, Tsang and Wang (2003); absolute error about 1e-13;
 *   <li>else: Pelz and Good's expansion (1976), from commons-math; off by up to 7e-5 of the
 *       probability just above 140 values and 6e-7 from 1,500 on. The matrix would be closer there,
 *       but then this would not be scipy's figure.
 * </ul>
 *
 * It is 0 from nD² = 370 on, where it is below 1e-321.
 */
final class OneSampleKs {
  private static final int SMALL = 140;
  private static final int MOST_BY_MATRIX = 100_000;

  private OneSampleKs() {}

  /**
   * P(D &gt;= d).
   *
   * @param n values, at least 1
   * @param d from 0 to 1
   */
  static double survival(int n, double d) {
    if (d >= 1) {
      return 0;
    }
    double t = n * d;
    if (t <= 0.5) {
      return 1;
    }
    if (t <= 1) {
      // P(D < d) = n! ((2t - 1) / n)^n
      double below = 1;
      for (int i = 1; i <= n && below > 0; i++) {
        below *= i * (2 * t - 1) / n;
      }
      return 1 - below;
    }
    if (t >= n - 1) {
      return 2 * Math.pow(1 - d, n);
    }
    double squared = t * d;
    if (squared >= 370) {
      return 0;
    }
    if (d >= 0.5 || squared >= (n <= SMALL ? 4 : 2.2)) {
      return Math.min(1, 2 * oneSided(n, d));
    }
    if (n <= SMALL || (n <= MOST_BY_MATRIX && n * Math.pow(d, 1.5) <= 1.4)) {
      return clipped(1 - DurbinMatrix.below(n, d));
    }
    return clipped(1 - new KolmogorovSmirnovTest(null).pelzGood(d, n));
  }

  /**
   * P(D+ &gt;= d) = d Σ C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) over j from 0 to n(1 - d)
   * (Birnbaum and Tingey 1951). All terms are positive; each is a binomial probability divided by
   * its share of successes, and those commons-math computes by Loader's saddle point without loss
   * of digits.
   */
  static double oneSided(int n, double d) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double share = d + (double) j / n;
      if (share >= 1) {
        break;
      }
      sum += Math.exp(new BinomialDistribution(null, n, share).logProbability(j)) / share;
    }
    return Math.min(1, d * sum);
  }

  private static double clipped(double probability) {
    return Math.max(0, Math.min(1, probability));
  }
}
