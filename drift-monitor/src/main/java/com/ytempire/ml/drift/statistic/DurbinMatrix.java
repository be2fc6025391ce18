package com.ytempire.ml.drift.statistic;

/**
 * P(D &lt; d) of n values as an entry of the n-th power of a matrix (Durbin 1973), computed as by
 * Marsaglia, Tsang and Wang (2003, "Evaluating Kolmogorov's Distribution", Journal of Statistical
 * Software 8). Cost: log n products of matrices of about 2nd rows.
 */
final class DurbinMatrix {
  private static final double LARGE = 0x1p400;

  private final int rows;
  private double[] entries;

  /** Entries are to be multiplied by 2 to this power. */
  private long exponent;

  private DurbinMatrix(int rows, double[] entries, long exponent) {
    this.rows = rows;
    this.entries = entries;
    this.exponent = exponent;
  }

  /**
   * P(D &lt; d).
   *
   * @param n values, at least 1
   * @param d above 0 and below 1
   */
  static double below(int n, double d) {
    int k = (int) (n * d) + 1;
    double h = k - n * d;
    DurbinMatrix power = of(2 * k - 1, h).toThe(n);
    double probability = power.entries[(k - 1) * power.rows + k - 1];
    long exponent = power.exponent;
    for (int i = 1; i <= n; i++) {
      probability *= (double) i / n;
      if (probability < 1 / LARGE) {
        probability *= LARGE;
        exponent -= 400;
      }
    }
    return Math.scalb(probability, (int) Math.max(exponent, -5000));
  }

  private static DurbinMatrix of(int rows, double h) {
    double[] entries = new double[rows * rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= Math.min(i + 1, rows - 1); j++) {
        entries[i * rows + j] = 1;
      }
    }
    double power = 1;
    for (int i = 0; i < rows; i++) {
      power *= h;
      entries[i * rows] -= power;
      entries[(rows - 1) * rows + rows - 1 - i] -= power;
    }
    if (2 * h > 1) {
      entries[(rows - 1) * rows] += Math.pow(2 * h - 1, rows);
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        for (int g = 2; g <= i - j + 1; g++) {
          entries[i * rows + j] /= g;
        }
      }
    }
    return new DurbinMatrix(rows, entries, 0);
  }

  private DurbinMatrix toThe(int n) {
    DurbinMatrix result = this;
    for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
      result = result.times(result);
      if ((n & bit) != 0) {
        result = result.times(this);
      }
    }
    return result;
  }

  private DurbinMatrix times(DurbinMatrix other) {
    double[] product = new double[rows * rows];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < rows; k++) {
        double factor = entries[i * rows + k];
        if (factor != 0) {
          for (int j = 0; j < rows; j++) {
            product[i * rows + j] += factor * other.entries[k * rows + j];
          }
        }
      }
    }
    var result = new DurbinMatrix(rows, product, exponent + other.exponent);
    result.rescale();
    return result;
  }

  private void rescale() {
    double middle = entries[(rows / 2) * rows + rows / 2];
    if (middle > LARGE) {
      for (int i = 0; i < entries.length; i++) {
        entries[i] /= LARGE;
      }
      exponent += 400;
    } else if (middle < 1 / LARGE) {
      for (int i = 0; i < entries.length; i++) {
        entries[i] *= LARGE;
      }
      exponent -= 400;
    }
  }
}
