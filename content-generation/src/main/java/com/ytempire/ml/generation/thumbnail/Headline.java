package com.ytempire.ml.generation.thumbnail;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Few words out of a video's title, to be read at a glance. Pure. */
final class Headline {
  /** As long as a text may be that is taken whole. */
  private static final int SHORT = 42;

  private static final int WORDS = 7;
  private static final Pattern CLAUSE_END =
      Pattern.compile("\\s*[:|–—()\\[\\]]+\\s*|\\s+-\\s+|(?<=[?!.。！？，、])\\s*");

  private static final Pattern LINK = Pattern.compile("(?i)^(and|or|but)\\s+");

  /** English words that carry little by themselves. */
  private static final Set<String> SMALL =
      Set.of(
          "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "is",
          "are", "was", "my", "your", "this", "that", "by", "from", "as", "it", "be");

  private Headline() {}

  /**
   * Three cuts, in turns: the beginning of the first clause, its words without the small ones, and
   * the last clause. A short title is taken whole.
   */
  static String of(String title, int version) {
    String whole = title.strip();
    if (length(whole) <= SHORT) {
      return whole;
    }
    List<String> clauses = new ArrayList<>(List.of(CLAUSE_END.split(whole)));
    clauses.replaceAll(clause -> LINK.matcher(clause.strip()).replaceFirst(""));
    clauses.removeIf(String::isBlank);
    if (clauses.isEmpty()) {
      return beginning(whole);
    }
    return switch (version % 3) {
      case 0 -> beginning(clauses.get(0));
      case 1 -> beginning(withoutSmall(clauses.get(0)));
      default -> beginning(last(clauses));
    };
  }

  /** The last clause, or the first where the last one is a mere tag. */
  private static String last(List<String> clauses) {
    String last = clauses.get(clauses.size() - 1);
    boolean isTag = last.contains(" ") ? last.split("\\s+").length < 4 : length(last) < 6;
    return clauses.get(isTag ? 0 : clauses.size() - 1);
  }

  private static String withoutSmall(String clause) {
    var kept = new ArrayList<String>();
    for (String word : clause.split("\\s+")) {
      if (!SMALL.contains(word.toLowerCase(Locale.ROOT))) {
        kept.add(word);
      }
    }
    return kept.isEmpty() ? clause : String.join(" ", kept);
  }

  /** The first words, not ending in a small one. */
  private static String beginning(String clause) {
    String stripped = clause.strip();
    if (length(stripped) <= SHORT) {
      return stripped;
    }
    if (!stripped.contains(" ")) {
      return firstPieces(stripped);
    }
    var words = new ArrayList<String>();
    for (String word : stripped.split("\\s+")) {
      if (words.size() == WORDS || length(String.join(" ", words)) + length(word) > SHORT) {
        break;
      }
      words.add(word);
    }
    while (words.size() > 1
        && SMALL.contains(words.get(words.size() - 1).toLowerCase(Locale.ROOT))) {
      words.remove(words.size() - 1);
    }
    return words.isEmpty() ? firstPieces(stripped) : String.join(" ", words);
  }

  /** Of a script without spaces. */
  private static String firstPieces(String text) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    int end = breaks.following(Math.min(text.length() - 1, SHORT / 2));
    return end > 0 && end <= SHORT * 2 ? text.substring(0, end).strip() : text;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
