package com.ytempire.ml.drift.statistic;

import org.apache.commons.math3.special.Erf;

/**
 * The z-test of two proportions. For a share of missing values too: that of nulls of a feature is a
 * proportion, and this says whether it has changed. Stateless.
 */
public final class Proportions {
  private Proportions() {}

  /**
   * What the test gives.
   *
   * @param reference share in the reference, from 0 to 1
   * @param current share in the current sample, from 0 to 1
   * @param z standard errors by which the current share is above the reference's; 0 where both are
   *     0 or both 1
   * @param pValue two-sided, from 0 to 1
   */
  public record Result(double reference, double current, double z, double pValue) {

    /** How much more the current share is, from -1 to 1. */
    public double change() {
      return current - reference;
    }
  }

  /**
   * Compares hits among tries: z = (p2 - p1) / sqrt(p (1 - p) (1/n1 + 1/n2)) with p of both
   * together. The normal approximation is good from about 5 hits and 5 misses in each sample on.
   *
   * @throws InvalidSampleException when a sample has no tries, or hits that are negative or more
   *     than its tries
   */
  public static Result compare(
      long referenceHits, long referenceTries, long currentHits, long currentTries) {
    check("reference", referenceHits, referenceTries);
    check("current", currentHits, currentTries);
    double reference = (double) referenceHits / referenceTries;
    double current = (double) currentHits / currentTries;
    double pooled =
        ((double) referenceHits + currentHits) / ((double) referenceTries + currentTries);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / referenceTries + 1.0 / currentTries));
    double z = error == 0 ? 0 : (current - reference) / error;
    return new Result(reference, current, z, Erf.erfc(Math.abs(z) / Math.sqrt(2)));
  }

  private static void check(String sample, long hits, long tries) {
    if (tries < 1 || hits < 0 || hits > tries) {
      throw new InvalidSampleException(
          "%s: %d of %d; expected at least one value, and hits from 0 to as many"
              .formatted(sample, hits, tries));
    }
  }
}
