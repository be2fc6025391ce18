package com.ytempire.ml.generation.writing;

import java.util.List;

/** Small numbers in words. */
final class Numbers {
  private static final List<String> WORDS =
      List.of(
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
          "nineteen",
          "twenty");

  private Numbers() {}

  /** In words to twenty, in digits beyond. */
  static String spoken(int number) {
    return number < WORDS.size() ? WORDS.get(number) : Integer.toString(number);
  }
}
