package com.ytempire.ml.drift.detect;

import java.util.Locale;

/**
 * How a statistic has changed over windows. A step (one level, then another) and a bend (level,
 * then steadily rising or falling) are fitted to the windows by least squares, each at its best
 * place; as both have three numbers, the one that leaves less is the shape. A bend counts only
 * where the windows since then rise or fall by the Mann-Kendall test.
 */
public enum ChangeShape {
  /** From one window to the next. */
  SUDDEN,
  /** Over several windows. */
  GRADUAL,
  /** Fewer windows than tell, or neither. */
  UNKNOWN;

  /** With fewer windows nothing is said. */
  public static final int LEAST_WINDOWS = 5;

  /** Windows that are looked at. */
  public static final int MOST_WINDOWS = 60;

  private static final double SIGNIFICANCE = 0.05;

  /** Squares of no more than this are the rounding of equal numbers. */
  private static final double EQUAL = 1e-18;

  /** As it is written in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param statistics of windows that follow each other, oldest first; cost is their square
   */
  public static ChangeShape of(double[] statistics) {
    int n = statistics.length;
    if (n < LEAST_WINDOWS) {
      return UNKNOWN;
    }
    double total = leftByBend(statistics, n);
    double byStep = total;
    double byBend = total;
    int bend = 0;
    for (int at = 1; at < n; at++) {
      byStep = Math.min(byStep, leftByStep(statistics, at));
    }
    for (int at = 0; at < n - 1; at++) {
      double left = leftByBend(statistics, at);
      if (left < byBend) {
        byBend = left;
        bend = at;
      }
    }
    if (!(total > EQUAL) || !(Math.min(byStep, byBend) < total)) {
      return UNKNOWN;
    }
    if (byStep <= byBend * (1 + 1e-9) + 1e-15) {
      return SUDDEN;
    }
    return isTrend(statistics, bend) ? GRADUAL : UNKNOWN;
  }

  private static double leftByStep(double[] y, int at) {
    return leftByMean(y, 0, at) + leftByMean(y, at, y.length);
  }

  private static double leftByMean(double[] y, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += y[i];
    }
    double mean = sum / (to - from);
    double left = 0;
    for (int i = from; i < to; i++) {
      left += (y[i] - mean) * (y[i] - mean);
    }
    return left;
  }

  /** What a line leaves that is level up to a place. */
  private static double leftByBend(double[] y, int at) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < y.length; i++) {
      meanX += (double) Math.max(0, i - at) / y.length;
      meanY += y[i] / y.length;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < y.length; i++) {
      double x = Math.max(0, i - at) - meanX;
      xx += x * x;
      xy += x * (y[i] - meanY);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx > 0 ? Math.max(0, yy - xy * xy / xx) : yy;
  }

  /** Mann and Kendall's test: more pairs rise than fall, or fewer, than by chance. */
  private static boolean isTrend(double[] y, int from) {
    int n = y.length - from;
    long score = 0;
    for (int i = from; i < y.length; i++) {
      for (int j = i + 1; j < y.length; j++) {
        score += Double.compare(y[j], y[i]);
      }
    }
    if (n < 4) {
      return false;
    }
    double spread = Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
    double z = (Math.abs(score) - 1) / spread;
    return 2 * Significance.normal(z) < SIGNIFICANCE;
  }
}
