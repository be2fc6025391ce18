package com.ytempire.ml.core.prediction;

/**
 * How views grow between two snapshots: the one definition that training, prediction and measuring
 * share. Views are at least 0; NaN, for unknown, gives NaN or false.
 */
public final class Growth {
  /** Growth from which on a video counts as having taken off. */
  public static final double VIRAL_FACTOR = 1.2;

  private Growth() {}

  /** {@code ln((1 + after) / (1 + before))}: 0 for none, 0.69 for doubled; defined for 0 views. */
  public static double log(double before, double after) {
    return Math.log1p(after) - Math.log1p(before);
  }

  /** Views after a log growth: the inverse of {@link #log}; at least 0. */
  public static double viewsAfter(double before, double logGrowth) {
    return Math.max(0, Math.expm1(Math.log1p(before) + logGrowth));
  }

  /** Whether {@code 1 + views} grew by a fifth or more. */
  public static boolean isViral(double before, double after) {
    return 1 + after >= VIRAL_FACTOR * (1 + before);
  }
}
