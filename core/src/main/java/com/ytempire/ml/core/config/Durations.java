package com.ytempire.ml.core.config;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time as written in configuration: a number and a unit, such as {@code 90s}. */
public final class Durations {
  /** The longest length accepted: about ten years. */
  public static final Duration LONGEST = Duration.ofDays(3660);

  /** What a length looks like, for messages. */
  public static final String EXPECTATION = "a number and a unit s, m, h, d or w, such as 1h";

  private Durations() {}

  /** The length, or empty when the text is not one, is zero, or exceeds {@link #LONGEST}. */
  public static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > 9 || digits != text.length() - 1) {
      return Optional.empty();
    }
    long seconds =
        switch (text.charAt(digits)) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86_400;
          case 'w' -> 604_800;
          default -> 0;
        };
    Duration length = Duration.ofSeconds(seconds * Long.parseLong(text, 0, digits, 10));
    return length.isZero() || length.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(length);
  }
}
