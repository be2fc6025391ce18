package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How easily an English text is followed: the reading ease of Flesch (1948), {@code 206.835 − 1.015
 * · words per sentence − 84.6 · syllables per word}. 60 to 70 is plain English; very easy texts
 * pass 100, very hard ones fall below 0. Syllables are estimated by groups of vowels.
 */
final class Readability {
  private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

  private Readability() {}

  /** The reading ease; NaN for a text without words. */
  static double fleschReadingEase(String text) {
    List<String> words = SpokenWords.of(text);
    int sentences = SpokenWords.sentences(text).size();
    int syllables = words.stream().mapToInt(Readability::syllables).sum();
    return words.isEmpty()
        ? Double.NaN
        : 206.835
            - 1.015 * ((double) words.size() / sentences)
            - 84.6 * ((double) syllables / words.size());
  }

  static int syllables(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Matcher groups = VOWELS.matcher(lower);
    int count = 0;
    while (groups.find()) {
      count++;
    }
    boolean isSilentE = lower.endsWith("e") && !lower.endsWith("le") && count > 1;
    boolean isSilentEd = lower.matches(".*[^aeiouytd]ed") && count > 1;
    return Math.max(1, count - (isSilentE || isSilentEd ? 1 : 0));
  }
}
