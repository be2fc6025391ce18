package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.config.DriftTest;

/**
 * How far a statistic of bins may be off as each share of the reference may be. A bin's part of a
 * statistic is least where both shares are equal and grows away from there, so that it is off most
 * at the ends of what the share may be, or where it meets the other share.
 */
final class BinError {
  /** Less than what an empty bin counts as, {@link com.ytempire.ml.drift.statistic.Divergence}. */
  private static final double LEAST_SHARE = 1e-12;

  private BinError() {}

  static double of(Bins bins, DriftTest test) {
    double error = bins.error();
    if (error == 0) {
      return 0;
    }
    double off = 0;
    double sum = 0;
    for (int i = 0; i < bins.reference().length; i++) {
      double r = bins.reference()[i];
      double c = bins.current()[i];
      double part = part(r, c, test);
      double most = Math.max(part(r + error, c, test), part(Math.max(0, r - error), c, test));
      boolean mayMeet = Math.abs(r - c) <= error;
      double least =
          mayMeet ? 0 : Math.min(part(r + error, c, test), part(Math.max(0, r - error), c, test));
      off += Math.max(most - part, part - least);
      sum += part;
    }
    if (test == DriftTest.PSI) {
      return off;
    }
    double root = Math.sqrt(sum / 2);
    double above = Math.sqrt((sum + off) / 2) - root;
    double below = root - Math.sqrt(Math.max(0, sum - off) / 2);
    return Math.max(above, below);
  }

  private static double part(double share, double other, DriftTest test) {
    double r = Math.max(share, LEAST_SHARE);
    double c = Math.max(other, LEAST_SHARE);
    return switch (test) {
      case PSI -> (r - c) * Math.log(r / c);
      case JS -> {
        double middle = (r + c) / 2;
        yield r * Math.log(r / middle) + c * Math.log(c / middle);
      }
      case CHI_SQUARE -> (r - c) * (r - c) / (r + c);
      case KS, WASSERSTEIN -> throw new IllegalArgumentException(test + " has no bins");
    };
  }
}
