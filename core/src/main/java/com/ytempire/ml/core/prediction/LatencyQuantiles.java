package com.ytempire.ml.core.prediction;

import java.util.Arrays;

/**
 * How long answers took, in milliseconds. Quantiles are interpolated between the two answers beside
 * them, as Postgres' {@code percentile_cont} does.
 *
 * @param p50 half were at least as quick
 * @param p95 95 of 100 were
 * @param p99 99 of 100 were
 */
public record LatencyQuantiles(double p50, double p95, double p99) {

  /**
   * Quantiles of at least one latency.
   *
   * @param millis in any order; left alone
   */
  public static LatencyQuantiles of(long[] millis) {
    long[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new LatencyQuantiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
  }

  private static double at(long[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = (int) Math.ceil(position);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
