package com.ytempire.ml.core.evidence;

/**
 * How often something unwanted happened.
 *
 * @param hits how often, 0 to {@code trials}; or the sum of losses that lie in 0 to 1 each
 * @param trials how often it could have
 */
public record Tally(double hits, long trials) {
  /**
   * @throws IllegalArgumentException when there are more hits than trials, or fewer than none
   */
  public Tally {
    if (!(hits >= 0 && hits <= trials)) {
      throw new IllegalArgumentException("%s hits in %d trials".formatted(hits, trials));
    }
  }

  /** Share of hits, 0 to 1; 0 where nothing was tried. */
  public double share() {
    return trials == 0 ? 0 : hits / trials;
  }

  /** Logarithm of the chance of these hits, in their order, where each has the chance given. */
  double logLikelihood(double chance) {
    return times(hits, Math.log(chance)) + times(trials - hits, Math.log1p(-chance));
  }

  private static double times(double count, double logarithm) {
    return count == 0 ? 0 : count * logarithm;
  }
}
