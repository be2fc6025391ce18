package com.ytempire.ml.generation.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a service wants not to be asked: {@code Retry-After} of RFC 9110, or its own kin. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * Reads {@code retry-after-ms}, in milliseconds, else {@code Retry-After}, in seconds or as a
   * date; at most an hour.
   */
  static Optional<Duration> of(HttpHeaders headers, Clock clock) {
    Optional<String> millis = headers.firstValue("retry-after-ms").filter(RetryAfter::isNumber);
    if (millis.isPresent()) {
      return Optional.of(bounded(Duration.ofMillis(Long.parseLong(millis.get()))));
    }
    return headers.firstValue("Retry-After").flatMap(text -> parse(text.strip(), clock));
  }

  private static Optional<Duration> parse(String text, Clock clock) {
    if (isNumber(text)) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(clock.instant(), until)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 12
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** From nothing to an hour. */
  static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
