package com.ytempire.ml.drift.statistic;

/** Kolmogorov's limiting distribution of sqrt(n) D. */
final class KolmogorovLimit {
  /** Below it the other series converges faster, and the probability is near 1. */
  private static final double SMALL = 0.82;

  private KolmogorovLimit() {}

  /**
   * P(K &gt;= z), accurate to a few units in the last place at both ends: 2 Σ (-1)^(k-1)
   * exp(-2k²z²), and for small z 1 - sqrt(2π)/z Σ exp(-(2k-1)²π²/(8z²)), which is the same by
   * Jacobi's identity of theta functions (Feller 1948).
   */
  static double survival(double z) {
    if (z <= 0) {
      return 1;
    }
    if (z < SMALL) {
      double sum = 0;
      // Three terms: at 0.82 the fourth is below 1e-38 of the first.
      for (int k = 1; k <= 3; k++) {
        double odd = (2 * k - 1) * Math.PI / z;
        sum += Math.exp(-odd * odd / 8);
      }
      return 1 - Math.sqrt(2 * Math.PI) / z * sum;
    }
    double sum = 0;
    // Five terms: at 0.82 the sixth is below 1e-20 of the first.
    for (int k = 5; k >= 1; k--) {
      double term = Math.exp(-2.0 * k * k * z * z);
      sum += k % 2 == 1 ? term : -term;
    }
    return Math.min(1, 2 * sum);
  }
}
