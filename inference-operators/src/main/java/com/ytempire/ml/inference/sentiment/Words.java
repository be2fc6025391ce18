package com.ytempire.ml.inference.sentiment;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into words (letters, digits and inner apostrophes) and single symbols. */
final class Words {
  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
              } else if (isApostrophe(c) && word.length() > 0) {
                word.append('\'');
              } else {
                finish(word, words);
                if (isSymbol(c)) {
                  words.add(Character.toString(c));
                }
              }
            });
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    int end = word.length();
    while (end > 0 && word.charAt(end - 1) == '\'') {
      end--;
    }
    if (end > 0) {
      words.add(word.substring(0, end));
    }
    word.setLength(0);
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isSymbol(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL;
  }
}
