package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often a request that failed for the moment is asked again, and after how long.
 *
 * @param maxAttempts tries in all, at least 1
 * @param firstDelay wait before the second try, more than zero; each further one is twice as long
 * @param maxDelay longest wait, at least {@code firstDelay}
 * @param jitter share of a wait that is left to chance, 0 to 1, so that requests that failed
 *     together do not come back together
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay, double jitter)
    implements Serializable {
  public RetryPolicy {
    require(maxAttempts >= 1, "max attempts", maxAttempts, "at least 1");
    require(firstDelay.toNanos() > 0, "first delay", firstDelay, "more than zero");
    require(maxDelay.compareTo(firstDelay) >= 0, "max delay", maxDelay, "at least the first");
    require(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
  }

  /**
   * Four tries, 50 ms doubled each time, half of it by chance: a full queue drains in that time,
   * and a stream loses a third of a second at worst.
   */
  public static RetryPolicy standard() {
    return new RetryPolicy(4, Duration.ofMillis(50), Duration.ofSeconds(2), 0.5);
  }

  /** Each request is made once. */
  public static RetryPolicy never() {
    return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), 0);
  }

  /** Whether there is a try after this one. */
  boolean allowsAfter(int attempt) {
    return attempt < maxAttempts;
  }

  /**
   * Wait after a failed try.
   *
   * @param attempt the try that failed, from 1
   * @param chance uniform in [0, 1)
   */
  Duration delayAfter(int attempt, double chance) {
    double doubled = firstDelay.toNanos() * Math.pow(2, attempt - 1.0);
    double whole = Math.min(doubled, maxDelay.toNanos());
    return Duration.ofNanos((long) (whole * (1 - jitter * chance)));
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "retry: %s is %s; expected %s".formatted(name, value, expected));
    }
  }
}
