package com.ytempire.ml.drift.statistic;

/**
 * Distances between two distributions over bins or categories, with natural logarithms, as
 * Evidently defines them. All are 0 for equal shares. They depend on the bins, and with few values
 * they are above 0 by chance alone: with B bins, PSI is about (B - 1)(1/n1 + 1/n2) when nothing has
 * changed. Stateless.
 */
public final class Divergence {
  private static final double FILL = 0.0001;

  private Divergence() {}

  /**
   * Population stability index: Σ (r - c) ln(r / c), 0 or more, the same both ways but for filling.
   * A share of 0 is first replaced by 0.0001, or where the smallest other share of its sample is
   * not above that, by a millionth of it; so an empty bin adds a finite amount.
   */
  public static double psi(Shares shares) {
    double[] reference = filled(shares, true);
    double[] current = filled(shares, false);
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += (reference[i] - current[i]) * Math.log(reference[i] / current[i]);
    }
    return sum;
  }

  /**
   * Kullback-Leibler divergence Σ r ln(r / c) of the reference from the current shares, 0 or more.
   * Shares of 0 are filled as for {@link #psi}, and both then made to sum to 1 again.
   */
  public static double kullbackLeibler(Shares shares) {
    double[] reference = filled(shares, true);
    double[] current = filled(shares, false);
    double referenceTotal = sum(reference);
    double currentTotal = sum(current);
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double r = reference[i] / referenceTotal;
      sum += r * Math.log(r / (current[i] / currentTotal));
    }
    return sum;
  }

  /**
   * Jensen-Shannon distance: sqrt((KL(r || m) + KL(c || m)) / 2) with m = (r + c) / 2, from 0 to
   * sqrt(ln 2) = 0.8326, where no bin is common. Nothing is filled.
   */
  public static double jensenShannon(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.size(); i++) {
      double r = shares.reference(i);
      double c = shares.current(i);
      double middle = (r + c) / 2;
      sum += part(r, middle) + part(c, middle);
    }
    return Math.sqrt(Math.max(0, sum / 2));
  }

  /** Hellinger distance: sqrt(1 - Σ sqrt(r c)), from 0 to 1, where no bin is common. */
  public static double hellinger(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.size(); i++) {
      double root = Math.sqrt(shares.reference(i)) - Math.sqrt(shares.current(i));
      sum += root * root;
    }
    // 1 - Σ sqrt(r c) in a form that is exactly 0 for equal shares.
    return Math.min(1, Math.sqrt(sum / 2));
  }

  private static double part(double share, double middle) {
    return share > 0 ? share * Math.log(share / middle) : 0;
  }

  private static double[] filled(Shares shares, boolean ofReference) {
    double[] filled = new double[shares.size()];
    double smallest = 1;
    for (int i = 0; i < filled.length; i++) {
      filled[i] = ofReference ? shares.reference(i) : shares.current(i);
      if (filled[i] > 0) {
        smallest = Math.min(smallest, filled[i]);
      }
    }
    double fill = smallest <= FILL ? smallest / 1_000_000 : FILL;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] == 0) {
        filled[i] = fill;
      }
    }
    return filled;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
