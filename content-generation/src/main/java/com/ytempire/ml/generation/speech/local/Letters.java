package com.ytempire.ml.generation.speech.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Abbreviations in capitals that are spelled, by the names of their letters as the lexicon has
 * them.
 */
final class Letters {
  /** From A to Z. */
  private static final String[] NAMES = {
    "ay",
    "bee",
    "see",
    "dee",
    "ee",
    "eff",
    "gee",
    "aitch",
    "eye",
    "jay",
    "kay",
    "ell",
    "em",
    "en",
    "oh",
    "pea",
    "queue",
    "are",
    "ess",
    "tea",
    "you",
    "vee",
    "double you",
    "ex",
    "why",
    "zee"
  };

  /** Those that could be read as words. */
  private static final Set<String> SPELLED =
      Set.of(
          "AC", "AI", "AM", "AMA", "API", "AR", "CEO", "CPU", "DIY", "EU", "EV", "FAQ", "GPU",
          "HDMI", "ID", "IDE", "IP", "IQ", "OK", "OS", "SEO", "UI", "UK", "URL", "US", "USA", "USB",
          "UX", "VIP");

  private static final int LONGEST = 5;

  private Letters() {}

  /** The word itself, or the names of its letters; a single A or I is a word. */
  static List<String> of(String word) {
    boolean isLetter = word.length() == 1 && !word.equalsIgnoreCase("a") && !word.equals("I");
    boolean isCapital = word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    boolean isVowelless = word.chars().noneMatch(c -> "AEIOUY".indexOf(c) >= 0);
    boolean isSpelled =
        isCapital
            && word.length() > 1
            && word.length() <= LONGEST
            && (isVowelless || SPELLED.contains(word));
    if (!isLetter && !isSpelled) {
      return List.of(word);
    }
    List<String> names = new ArrayList<>();
    for (char letter : word.toCharArray()) {
      names.addAll(List.of(NAMES[Character.toLowerCase(letter) - 'a'].split(" ")));
    }
    return names;
  }
}
