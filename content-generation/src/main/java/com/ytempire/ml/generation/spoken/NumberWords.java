package com.ytempire.ml.generation.spoken;

import java.util.Map;
import java.util.stream.Collectors;

/** Numbers in English words, as Americans say them. */
public final class NumberWords {
  private static final String[] SMALL = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] THOUSANDS = {
    "", " thousand", " million", " billion", " trillion", " quadrillion"
  };
  private static final Map<String, String> ORDINALS =
      Map.ofEntries(
          Map.entry("one", "first"),
          Map.entry("two", "second"),
          Map.entry("three", "third"),
          Map.entry("five", "fifth"),
          Map.entry("eight", "eighth"),
          Map.entry("nine", "ninth"),
          Map.entry("twelve", "twelfth"));

  /** Longer numbers are read digit by digit. */
  private static final int MOST_DIGITS = 15;

  private NumberWords() {}

  /**
   * A number as it is written: digits, with groups of three by commas or without, and a fraction.
   * One with a leading zero or more than 15 digits is read digit by digit.
   */
  static String number(String written) {
    String plain = written.replace(",", "");
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String words = whole.isEmpty() ? SMALL[0] : integer(whole);
    return point < 0 || point == plain.length() - 1
        ? words
        : words + " point " + digits(plain.substring(point + 1));
  }

  /** Each digit on its own. */
  static String digits(String digits) {
    return digits
        .chars()
        .filter(c -> c >= '0' && c <= '9')
        .mapToObj(c -> SMALL[c - '0'])
        .collect(Collectors.joining(" "));
  }

  /** 0 to 999,999,999,999,999,999. */
  public static String cardinal(long number) {
    if (number < 1000) {
      return belowThousand((int) number);
    }
    StringBuilder words = new StringBuilder();
    long divisor = 1;
    int group = 0;
    for (long rest = number; rest >= 1000; rest /= 1000) {
      divisor *= 1000;
      group++;
    }
    for (long rest = number; group >= 0; group--) {
      int part = (int) (rest / divisor);
      if (part > 0) {
        words.append(words.isEmpty() ? "" : " ").append(belowThousand(part));
        words.append(THOUSANDS[group]);
      }
      rest %= divisor;
      divisor /= 1000;
    }
    return words.toString();
  }

  /** First, second, and so on. */
  static String ordinal(long number) {
    String words = cardinal(number);
    int start = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
    String last = words.substring(start);
    String ordinal = ORDINALS.get(last);
    if (ordinal == null) {
      ordinal = last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th";
    }
    return words.substring(0, start) + ordinal;
  }

  /** 1100 to 2099, in pairs where people say pairs: nineteen ninety-nine, two thousand five. */
  static String year(int year) {
    int century = year / 100;
    int rest = year % 100;
    if (year >= 2000 && year < 2010) {
      return cardinal(year);
    }
    if (rest == 0) {
      return cardinal(century) + " hundred";
    }
    return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
  }

  private static String integer(String digits) {
    boolean isCode = digits.length() > MOST_DIGITS || digits.length() > 1 && digits.startsWith("0");
    return isCode ? digits(digits) : cardinal(Long.parseLong(digits));
  }

  private static String belowThousand(int number) {
    if (number >= 100) {
      String rest = number % 100 == 0 ? "" : " " + belowThousand(number % 100);
      return SMALL[number / 100] + " hundred" + rest;
    }
    if (number < 20) {
      return SMALL[number];
    }
    return TENS[number / 10] + (number % 10 == 0 ? "" : "-" + SMALL[number % 10]);
  }
}
