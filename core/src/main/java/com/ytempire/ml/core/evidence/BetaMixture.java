package com.ytempire.ml.core.evidence;

/**
 * A beta distribution over an unknown share, by which the likelihood of a tally is averaged.
 *
 * <p>For hits of chance {@code p}, {@code M(p) = ∫ L(q) dBeta(q; a, b) / L(p)} is a nonnegative
 * martingale that begins at 1 (Robbins, "Statistical methods related to the law of the iterated
 * logarithm", 1970), so by Ville's inequality it ever reaches {@code 1/α} with a chance of at most
 * {@code α}. For losses in 0 to 1 with mean {@code p} it is a supermartingale, as {@code x ↦
 * (q/p)^x ((1−q)/(1−p))^(1−x)} is convex and its chord has the mean 1, so the same holds. The
 * choice of {@code a} and {@code b} decides how soon something is found, never how often falsely.
 *
 * @param a weight of hits, above 0
 * @param b weight of the others, above 0
 */
record BetaMixture(double a, double b) {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Logarithm of the mixed likelihood of a tally, in the order in which it came. */
  double logLikelihood(Tally tally) {
    return logBeta(a + tally.hits(), b + tally.trials() - tally.hits()) - logBeta(a, b);
  }

  private static double logBeta(double x, double y) {
    return logGamma(x) + logGamma(y) - logGamma(x + y);
  }

  /** Stirling's series from 12 on, with an error below 1e-13; smaller arguments are led there. */
  static double logGamma(double x) {
    double shift = 0;
    double at = x;
    while (at < 12) {
      shift += Math.log(at);
      at += 1;
    }
    double square = at * at;
    double series =
        (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / at;
    return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - shift;
  }
}
