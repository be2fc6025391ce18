package com.ytempire.ml.api.model;

import com.ytempire.ml.api.http.ProblemException;
import java.time.Duration;

/**
 * A stretch of time up to now, such as {@code 24h} or {@code 7d}.
 *
 * @param text as it was asked for
 * @param length from one hour to 90 days
 */
public record Period(String text, Duration length) {
  private static final int MAX_DAYS = 90;

  /**
   * @throws ProblemException when the text is no period
   */
  public static Period of(String text) {
    int end = text.length() - 1;
    boolean plain = end >= 1 && end <= 4 && text.charAt(0) != '0';
    for (int i = 0; plain && i < end; i++) {
      plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    char unit = end < 0 ? ' ' : text.charAt(end);
    if (plain && (unit == 'h' || unit == 'd')) {
      int number = Integer.parseInt(text.substring(0, end));
      Duration length = unit == 'h' ? Duration.ofHours(number) : Duration.ofDays(number);
      if (length.compareTo(Duration.ofDays(MAX_DAYS)) <= 0) {
        return new Period(text, length);
      }
    }
    throw ProblemException.invalid(
        "period", text, "allowed: hours or days such as 1h, 24h or 7d, at most 90d");
  }
}
