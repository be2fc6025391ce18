package com.ytempire.ml.alerts.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each twice as long as the one before, and each drawn from its upper
 * half, so that what failed together does not come back together.
 *
 * @param first the longest first pause
 * @param longest the longest of all
 * @param random where the draws come from; used by one thread at a time
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 30;

  /** From 1 s on, at most 5 minutes. */
  public static Backoff usual(RandomGenerator random) {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
  }

  /**
   * @param attemptsBefore how often it had been tried before the attempt that failed
   */
  Duration pause(int attemptsBefore) {
    long doubled = first.toMillis() << Math.min(attemptsBefore, MOST_DOUBLINGS);
    long most = Math.min(longest.toMillis(), doubled < 0 ? Long.MAX_VALUE : doubled);
    return Duration.ofMillis(most / 2 + random.nextLong(most - most / 2 + 1));
  }
}
