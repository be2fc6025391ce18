package com.ytempire.ml.generation.spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where sentences end in English prose: after a full stop, question or exclamation mark or dots,
 * together with closing quotes and brackets, before a blank. Not after an abbreviation or an
 * initial, not within a number or an address, and not after dots or a quote that the sentence goes
 * on from in small letters. Chinese and Japanese marks end one without a blank.
 */
final class SentenceEnds {
  private static final Pattern END =
      Pattern.compile("[.!?\u2026]+[\"'\u201d\u2019)\\]]*(?=\\s|$)|[\u3002\uff01\uff1f]+");
  private static final Pattern NEW_ITEM =
      Pattern.compile("\\R(?=\\s*(?:[-*\u2022]|\\d{1,2}[.)])\\s)");

  /** What is written with a full stop in the middle of a sentence. */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "approx", "gen",
          "col", "capt", "sen", "rep", "inc", "ltd", "dept");

  /** The same where a number follows. */
  private static final Set<String> BEFORE_NUMBERS = Set.of("no", "fig", "vol", "ch", "pp", "sec");

  private SentenceEnds() {}

  /** Positions after each sentence, in order; the last is the text's length. */
  static List<Integer> in(String text) {
    List<Integer> ends = new ArrayList<>();
    Matcher matcher = END.matcher(text);
    while (matcher.find()) {
      if (matcher.end() < text.length() && isEnd(text, matcher)) {
        ends.add(matcher.end());
      }
    }
    Matcher items = NEW_ITEM.matcher(text);
    while (items.find()) {
      ends.add(items.end());
    }
    ends.add(text.length());
    return ends.stream().sorted().distinct().toList();
  }

  private static boolean isEnd(String text, Matcher end) {
    String mark = end.group();
    char next = firstAfter(text, end.end());
    if (mark.equals(".")) {
      String word = wordBefore(text, end.start());
      String small = word.toLowerCase(Locale.ROOT);
      boolean isInitial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
      return !isInitial
          && !ABBREVIATIONS.contains(small)
          && !(BEFORE_NUMBERS.contains(small) && Character.isDigit(next))
          && !Character.isLowerCase(next);
    }
    boolean mayGoOn = mark.startsWith("..") || mark.startsWith("\u2026") || mark.length() > 1;
    return !(mayGoOn && Character.isLowerCase(next));
  }

  private static char firstAfter(String text, int place) {
    int at = place;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private static String wordBefore(String text, int end) {
    int start = end;
    while (start > 0
        && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    return text.substring(start, end);
  }
}
