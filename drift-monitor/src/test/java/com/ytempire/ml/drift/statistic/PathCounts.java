package com.ytempire.ml.drift.statistic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Probabilities of the two-sample statistic another way: whole numbers of lattice paths that stay
 * inside, counted without rounding.
 */
final class PathCounts {
  private PathCounts() {}

  /** P(D &gt;= numerator / (n1 n2)). */
  static double probability(int n1, int n2, long numerator, Alternative alternative) {
    if (numerator == 0) {
      return 1;
    }
    BigInteger[] inside = new BigInteger[n2 + 1];
    for (int x = 0; x <= n1; x++) {
      for (int y = 0; y <= n2; y++) {
        long difference = (long) x * n2 - (long) y * n1;
        boolean outside =
            switch (alternative) {
              case TWO_SIDED -> Math.abs(difference) >= numerator;
              case GREATER -> difference >= numerator;
              case LESS -> -difference >= numerator;
            };
        if (outside) {
          inside[y] = BigInteger.ZERO;
        } else if (x == 0 && y == 0) {
          inside[y] = BigInteger.ONE;
        } else {
          BigInteger fromLeft = x == 0 ? BigInteger.ZERO : inside[y];
          inside[y] = y == 0 ? fromLeft : fromLeft.add(inside[y - 1]);
        }
      }
    }
    BigInteger all = BigInteger.ONE;
    for (int i = 1; i <= n1; i++) {
      all = all.multiply(BigInteger.valueOf((long) n2 + i)).divide(BigInteger.valueOf(i));
    }
    return new BigDecimal(all.subtract(inside[n2]))
        .divide(new BigDecimal(all), new MathContext(30))
        .doubleValue();
  }
}
