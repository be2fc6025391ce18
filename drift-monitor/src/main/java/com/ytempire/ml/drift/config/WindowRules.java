package com.ytempire.ml.drift.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is judged together, by event time. Windows begin at whole multiples from 1970-01-01T00:00Z,
 * so that a day is a day of UTC.
 *
 * @param tumbling length of windows that follow each other
 * @param sliding length of windows that overlap; a multiple of {@code slide}
 * @param slide how often one of these ends
 * @param lateness how long a window waits for what comes out of order
 * @param maxSamples most entities of a pane that are kept, those with the least hashes; 1 or more
 */
public record WindowRules(
    Duration tumbling, Duration sliding, Duration slide, Duration lateness, int maxSamples)
    implements Serializable {
  /** A day, and every day a week. */
  public static final WindowRules DEFAULT =
      new WindowRules(
          Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(1), 5_000);

  /** More panes than a sliding window should be put together of. */
  static final int MOST_PANES = 200;

  public WindowRules {
    String objection = objection(tumbling, sliding, slide);
    if (objection != null || lateness.isNegative() || maxSamples < 1) {
      throw new IllegalArgumentException(
          objection == null ? "lateness or max_samples below what is possible" : objection);
    }
  }

  /** What is wrong with lengths, or null. */
  static @Nullable String objection(Duration tumbling, Duration sliding, Duration slide) {
    if (tumbling.toSeconds() < 1 || sliding.toSeconds() < 1 || slide.toSeconds() < 1) {
      return "a window is shorter than a second";
    }
    if (sliding.toSeconds() % slide.toSeconds() != 0) {
      return "sliding is %s; expected a multiple of slide, %s".formatted(sliding, slide);
    }
    long pane = gcd(tumbling.toSeconds(), slide.toSeconds());
    if (Math.max(tumbling.toSeconds(), sliding.toSeconds()) / pane > MOST_PANES) {
      return "windows are put together of panes of %s, of which the longest has more than %d"
          .formatted(Duration.ofSeconds(pane), MOST_PANES);
    }
    return null;
  }

  /** What windows are put together of: the longest time that all of them begin and end at. */
  public Duration pane() {
    return Duration.ofSeconds(gcd(tumbling.toSeconds(), slide.toSeconds()));
  }

  /** Windows of one version and slice that end in a day; equal windows count once. */
  public double perDay() {
    double day = Duration.ofDays(1).toSeconds();
    double perDay = day / tumbling.toSeconds();
    return isSlidingApart() ? perDay + day / slide.toSeconds() : perDay;
  }

  /** Whether the windows that overlap are others than those that follow each other. */
  public boolean isSlidingApart() {
    return !(sliding.equals(tumbling) && slide.equals(tumbling));
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
