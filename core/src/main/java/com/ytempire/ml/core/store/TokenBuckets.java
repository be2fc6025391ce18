package com.ytempire.ml.core.store;

import java.time.Duration;

/**
 * Budgets of requests that several processes share: token buckets that hold a minute's worth and
 * fill evenly. A bucket is full when it is first asked for. Safe to share between threads; calls
 * block, and throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface TokenBuckets {
  /** In this time an empty bucket fills up. */
  Duration WINDOW = Duration.ofMinutes(1);

  /** The largest bucket. */
  int MOST_TOKENS = 100_000_000;

  /**
   * Takes tokens out of a bucket, as many as there are.
   *
   * @param bucket its name
   * @param capacity how many it holds, 1 to {@value #MOST_TOKENS}; may change from call to call
   * @param wanted how many to take at most, from 1
   * @throws IllegalArgumentException when a number is out of its range
   */
  Grant take(String bucket, int capacity, int wanted);

  /**
   * What was taken.
   *
   * @param granted tokens taken, from 0 to what was wanted
   * @param remaining tokens left
   * @param untilNext how long until the bucket has one token, zero when it has one now
   */
  record Grant(int granted, int remaining, Duration untilNext) {}

  static void requireValid(int capacity, int wanted) {
    if (capacity < 1 || capacity > MOST_TOKENS || wanted < 1) {
      throw new IllegalArgumentException(
          "capacity %d, wanted %d: expected 1 to %d, and from 1"
              .formatted(capacity, wanted, MOST_TOKENS));
    }
  }
}
