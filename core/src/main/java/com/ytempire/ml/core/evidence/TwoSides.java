package com.ytempire.ml.core.evidence;

/**
 * Compares the share of hits of a candidate with that of the active version, at any time and as
 * often as one likes.
 *
 * <p>The product {@code M(p₁) M(p₂)} of both sides' {@linkplain BetaMixture mixture martingales} is
 * itself one at the true shares, whichever side each request went to, as long as that did not
 * depend on its result. So {@code {(p₁, p₂): M(p₁) M(p₂) < 1/α}} holds the true pair at all times
 * together with a chance of at least {@code 1 − α} (a confidence sequence: Darling and Robbins
 * 1967; Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic
 * confidence sequences", Annals of Statistics 49, 2021), and a difference {@code d = p₂ − p₁} is
 * refuted once {@code min M(p) M(p + d)} over {@code p} reaches {@code 1/α}. Taking the pair
 * together is sharper than a bound for each side.
 */
final class TwoSides {
  private static final int STEPS = 52;

  private final Tally active;
  private final Tally candidate;
  private final double logMixture;

  TwoSides(Tally active, Tally candidate, BetaMixture mixture) {
    this.active = active;
    this.candidate = candidate;
    this.logMixture = mixture.logLikelihood(active) + mixture.logLikelihood(candidate);
  }

  /** The candidate's share less the active version's. */
  double difference() {
    return candidate.share() - active.share();
  }

  /**
   * Whether a true difference of at most {@code bound} is refuted.
   *
   * @param chance largest chance to say so ever, where it is not so
   */
  boolean isAbove(double bound, double chance) {
    return seen() && difference() > bound && refutes(bound, chance);
  }

  /** Whether a true difference of at least {@code bound} is refuted. */
  boolean isBelow(double bound, double chance) {
    return seen() && difference() < bound && refutes(bound, chance);
  }

  /** The largest difference of which one can say that the true one is above it; −1 at least. */
  double lower(double chance) {
    return seen() ? edge(-1, difference(), chance) : -1;
  }

  /** The smallest difference of which one can say that the true one is below it; 1 at most. */
  double upper(double chance) {
    return seen() ? edge(1, difference(), chance) : 1;
  }

  private boolean seen() {
    return active.trials() > 0 && candidate.trials() > 0;
  }

  /** Between a difference far out and the one that was seen, which nothing refutes. */
  private double edge(double far, double seen, double chance) {
    double outside = far;
    double inside = seen;
    if (!refutes(outside, chance)) {
      return outside;
    }
    for (int i = 0; i < STEPS; i++) {
      double middle = (outside + inside) / 2;
      if (refutes(middle, chance)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  private boolean refutes(double difference, double chance) {
    double needed = -Math.log(chance);
    // Any pair with this difference is at most as likely as the best one: mostly that is enough.
    return logMixture - pooled(difference) >= needed && logMixture - best(difference) >= needed;
  }

  /** The log likelihood of a pair near the best one. */
  private double pooled(double difference) {
    double all = active.trials() + (double) candidate.trials();
    double hits = active.hits() + candidate.hits() - difference * candidate.trials();
    double low = Math.max(0, -difference);
    double share = Math.min(Math.min(1, 1 - difference), Math.max(low, hits / all));
    return active.logLikelihood(share) + candidate.logLikelihood(inside(share + difference));
  }

  /** The highest log likelihood of both sides among shares that differ by this much. */
  private double best(double difference) {
    double low = Math.max(0, -difference);
    double high = Math.min(1, 1 - difference);
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (slope(active, middle) + slope(candidate, middle + difference) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double best = (low + high) / 2;
    return active.logLikelihood(inside(best)) + candidate.logLikelihood(inside(best + difference));
  }

  /** Of the log likelihood, which is concave. */
  private static double slope(Tally tally, double share) {
    double misses = tally.trials() - tally.hits();
    return (tally.hits() == 0 ? 0 : tally.hits() / share)
        - (misses == 0 ? 0 : misses / (1 - share));
  }

  private static double inside(double share) {
    return Math.min(1, Math.max(0, share));
  }
}
