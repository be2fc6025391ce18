package com.ytempire.ml.generation.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: exponential, with jitter, so that many who failed together do not come
 * back together.
 *
 * @param first pause before the second attempt, without jitter
 * @param multiplier each pause is so many times the one before, 1 or more
 * @param longest no pause is longer
 */
public record Backoff(Duration first, double multiplier, Duration longest) {
  /** A second, two, four, each and up to a second more; at most half a minute. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));

  public Backoff {
    if (first.isNegative() || multiplier < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "pauses from %s, times %s, up to %s; expected 0 or more, 1 or more, and no less than the first"
              .formatted(first, multiplier, longest));
    }
  }

  /**
   * The pause after an attempt: {@code first · multiplier^attempt}, and a part of {@code first} by
   * chance.
   *
   * @param attempt how many have failed before this one, 0 or more
   */
  public Duration pause(int attempt, RandomGenerator random) {
    double millis =
        first.toMillis() * Math.pow(multiplier, attempt) + first.toMillis() * random.nextDouble();
    return Duration.ofMillis((long) Math.min(longest.toMillis(), millis));
  }
}
