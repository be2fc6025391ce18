package com.ytempire.ml.drift.detect;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Probabilities of several tests, corrected for being several. */
final class Corrections {
  private Corrections() {}

  /**
   * Holm's: that any is below a level by chance has at most that probability, however the tests
   * depend on each other.
   */
  static double[] holm(double[] p) {
    int[] order = order(p);
    double[] corrected = new double[p.length];
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, p[order[rank]] * (order.length - rank)));
      corrected[order[rank]] = most;
    }
    return corrected;
  }

  /**
   * Benjamini and Hochberg's: of those below a level, at most that share is expected to be by
   * chance, where tests are independent or rise and fall together.
   */
  static double[] benjaminiHochberg(double[] p) {
    int[] order = order(p);
    double[] corrected = new double[p.length];
    double least = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      least = Math.min(least, p[order[rank]] * order.length / (rank + 1));
      corrected[order[rank]] = least;
    }
    return corrected;
  }

  private static int[] order(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
