package com.ytempire.ml.core.event.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * ISO 8601 times with an offset, to epoch milliseconds, without garbage for the usual form {@code
 * 2020-01-04T19:23:00[.123](Z|+01:00)}. Other ISO forms go through java.time. Finer fractions are
 * cut to the millisecond.
 */
public final class IsoTimes {
  /** Returned for text that is not a time. No real time has this value. */
  public static final long NOT_A_TIME = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long DAYS_TO_1970 = 719_162;

  private IsoTimes() {}

  /**
   * @return milliseconds since the epoch, or {@link #NOT_A_TIME}
   */
  public static long parse(char[] text, int from, int length) {
    long millis = parseUsualForm(text, from, length);
    return millis != NOT_A_TIME ? millis : parseAnyForm(new String(text, from, length));
  }

  private static long parseAnyForm(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return NOT_A_TIME;
    }
  }

  private static long parseUsualForm(char[] text, int from, int length) {
    if (length <= SECONDS_END
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':') {
      return NOT_A_TIME;
    }
    int high = twoDigits(text, from);
    int low = twoDigits(text, from + 2);
    int month = twoDigits(text, from + 5);
    int day = twoDigits(text, from + 8);
    int hour = twoDigits(text, from + 11);
    int minute = twoDigits(text, from + 14);
    int second = twoDigits(text, from + 17);
    int year = high * 100 + low;
    if ((high | low | month | day | hour | minute | second) < 0
        || year == 0
        || month < 1
        || month > 12
        || day < 1
        || day > daysOf(year, month)
        || hour > 23
        || minute > 59
        || second > 59) {
      return NOT_A_TIME;
    }
    int at = from + SECONDS_END;
    int end = from + length;
    int fraction = 0;
    if (text[at] == '.') {
      int first = ++at;
      int scale = 100;
      while (at < end && text[at] >= '0' && text[at] <= '9') {
        fraction += (text[at++] - '0') * scale;
        scale /= 10;
      }
      if (at == first || at - first > 9) {
        return NOT_A_TIME;
      }
    }
    int offsetMinutes = offsetMinutes(text, at, end);
    if (offsetMinutes == Integer.MIN_VALUE) {
      return NOT_A_TIME;
    }
    long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes;
    return (minutes * 60 + second) * 1000 + fraction;
  }

  /** Minutes east of UTC, or {@code Integer.MIN_VALUE} where the rest is not {@code Z|±hh:mm}. */
  private static int offsetMinutes(char[] text, int at, int end) {
    if (end - at == 1 && text[at] == 'Z') {
      return 0;
    }
    if (end - at != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = twoDigits(text, at + 1);
    int minutes = twoDigits(text, at + 4);
    if ((hours | minutes) < 0 || hours > 17 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int total = hours * 60 + minutes;
    return text[at] == '+' ? total : -total;
  }

  private static int twoDigits(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }

  private static int daysOf(int year, int month) {
    return month == 2 && isLeap(year) ? 29 : DAYS_OF_MONTH[month - 1];
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static long epochDay(int year, int month, int day) {
    int past = year - 1;
    long days = past * 365L + past / 4 - past / 100 + past / 400;
    int leapDay = month > 2 && isLeap(year) ? 1 : 0;
    return days + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - DAYS_TO_1970;
  }
}
