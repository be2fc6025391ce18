package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.spoken.NumberWords;

/** Small numbers in words. */
final class Numbers {
  private static final int LAST_IN_WORDS = 20;

  private Numbers() {}

  /** In words to twenty, in digits beyond. */
  static String spoken(int number) {
    return number <= LAST_IN_WORDS ? NumberWords.cardinal(number) : Integer.toString(number);
  }
}
