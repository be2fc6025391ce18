package com.ytempire.ml.generation.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words and sentences of a text as a speaker meets them. Pure.
 *
 * <p>A word is a run of letters and digits with apostrophes, points or commas inside, so {@code
 * it's} and {@code 1,500} are one word and {@code cast-iron} is two. Scripts that are written
 * without spaces between words (Chinese, Japanese, Thai) are counted too low.
 */
public final class SpokenWords {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’.,][\\p{L}\\p{M}\\p{N}]+)*");
  private static final Pattern END =
      Pattern.compile("[.!?…]+[\"'”’)\\]]*(?=\\s+[\"'“‘(]*[\\p{Lu}\\p{N}])|\\n+");

  private SpokenWords() {}

  /** How many words a text has. */
  public static int count(String text) {
    Matcher words = WORD.matcher(text);
    int count = 0;
    while (words.find()) {
      count++;
    }
    return count;
  }

  /** The words of a text, as written. */
  public static List<String> of(String text) {
    List<String> found = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      found.add(words.group());
    }
    return found;
  }

  /**
   * The sentences of a text, without the space around them: one ends at a mark that is followed by
   * white space and a capital letter or digit, or at the end of a line.
   */
  public static List<String> sentences(String text) {
    List<String> found = new ArrayList<>();
    Matcher ends = END.matcher(text);
    int start = 0;
    while (ends.find()) {
      add(found, text.substring(start, ends.end()));
      start = ends.end();
    }
    add(found, text.substring(start));
    return found;
  }

  private static void add(List<String> found, String sentence) {
    if (!sentence.isBlank()) {
      found.add(sentence.strip());
    }
  }
}
