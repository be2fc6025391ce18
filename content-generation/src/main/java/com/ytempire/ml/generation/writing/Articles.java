package com.ytempire.ml.generation.writing;

import java.util.Locale;
import java.util.regex.Pattern;

/** The indefinite article, by how the word after it sounds. */
final class Articles {
  private static final Pattern SILENT_H = Pattern.compile("(hour|honest|honou?r|heir).*");
  private static final Pattern LIKE_YOU =
      Pattern.compile("(uni[a-z&&[^nm]]|unit|use|usu|utili|utop|ubiq|euro?|ewe|one\\b|once\\b).*");
  private static final Pattern SPELT = Pattern.compile("[A-Z][A-Z0-9]*s?\\b.*");
  private static final String LETTERS_WITH_VOWEL = "AEFHILMNORSX";
  private static final Pattern NUMBER_WITH_VOWEL = Pattern.compile("(8|11\\b|18\\b).*");

  private Articles() {}

  /** {@code a} or {@code an}. */
  static String before(String word) {
    return startsWithVowelSound(word) ? "an" : "a";
  }

  private static boolean startsWithVowelSound(String word) {
    if (SPELT.matcher(word).matches()) {
      return LETTERS_WITH_VOWEL.indexOf(word.charAt(0)) >= 0;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (SILENT_H.matcher(lower).matches() || NUMBER_WITH_VOWEL.matcher(lower).matches()) {
      return true;
    }
    return !LIKE_YOU.matcher(lower).matches() && "aeiou".indexOf(lower.charAt(0)) >= 0;
  }
}
