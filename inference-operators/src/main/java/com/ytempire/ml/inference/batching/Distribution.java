package com.ytempire.ml.inference.batching;

import java.util.Arrays;

/**
 * How often which values were seen. Values up to 16 are kept exactly, larger ones to an eighth;
 * count, sum and maximum are exact. Immutable.
 */
public final class Distribution {
  /** Eight steps per power of two, up to the largest long. */
  static final int BUCKETS = 488;

  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;
  private static final Distribution EMPTY = new Distribution(new long[BUCKETS], 0, 0);

  private final long[] counts;
  private final long count;
  private final long sum;
  private final long max;

  Distribution(long[] counts, long sum, long max) {
    this.counts = counts;
    this.count = Arrays.stream(counts).sum();
    this.sum = sum;
    this.max = max;
  }

  /** No values. */
  public static Distribution empty() {
    return EMPTY;
  }

  /** These values, each at least 0. */
  public static Distribution of(long... values) {
    Histogram histogram = new Histogram();
    for (long value : values) {
      histogram.record(value);
    }
    return histogram.snapshot();
  }

  public long count() {
    return count;
  }

  public long sum() {
    return sum;
  }

  /** The largest value, or 0 without values. */
  public long max() {
    return max;
  }

  /** The mean, or 0 without values. */
  public double mean() {
    return count == 0 ? 0 : (double) sum / count;
  }

  /**
   * The smallest value that at least this share of all values does not exceed, at most an eighth
   * too large; 0 without values.
   *
   * @param share from 0 to 1; 0.99 for the 99th percentile
   * @throws IllegalArgumentException for any other share
   */
  public long quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share %s; expected 0 to 1".formatted(share));
    }
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(max, largest(i));
      }
    }
    return max;
  }

  static int bucket(long value) {
    if (value < STEPS) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - STEP_BITS;
    return STEPS * (shift + 1) + (int) (value >>> shift) % STEPS;
  }

  private static long largest(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int shift = bucket / STEPS - 1;
    return ((STEPS + bucket % STEPS + 1L) << shift) - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && sum == that.sum
        && max == that.max
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "%d values, mean %.1f, p50 %d, p99 %d, max %d"
        .formatted(count, mean(), quantile(0.5), quantile(0.99), max);
  }
}
