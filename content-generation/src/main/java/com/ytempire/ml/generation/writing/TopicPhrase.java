package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a topic, which is often written like a title, into something sentences can be about. */
public final class TopicPhrase {
  private static final Pattern HOW_TO = Pattern.compile("(?i)how (?:to|do you|do i) (\\p{L}+)(.*)");
  private static final Pattern IMPERATIVE =
      Pattern.compile(
          "(?i)(learn|make|build|cook|bake|start|grow|train|get|stop|use|write|play|fix|clean|draw"
              + "|paint|choose|buy|create|install|master|invest|save|organize|declutter|brew|sew"
              + "|knit|repair|plan|pack|run|lose|gain|improve|set|take|edit|record|solve|understand"
              + "|become|find|earn|teach|care|speak|sing|beat|win)(\\s.+)");
  private static final Pattern WHAT_IS = Pattern.compile("(?i)what(?: is| are|'s|’s) (.+)");
  private static final Pattern COUNTED =
      Pattern.compile("(?i)(?:the )?(?:top )?\\d{1,3} (?=\\p{L})(.+)");
  private static final Pattern TOP = Pattern.compile("(?i)(?:the )?(?:top|best) (.+)");
  private static final Pattern TYPE_AT_END =
      Pattern.compile("(?i)(.+?)[\\s,:-]+(?:reviews?|reviewed|explained|tutorial|guide|news)");
  private static final Map<String, String> IRREGULAR =
      Map.of(
          "be",
          "being",
          "see",
          "seeing",
          "lie",
          "lying",
          "die",
          "dying",
          "tie",
          "tying",
          "begin",
          "beginning",
          "forget",
          "forgetting",
          "dye",
          "dyeing");
  private static final Pattern ONE_SYLLABLE_CVC = Pattern.compile("[^aeiou]*[aeiou][^aeiouwxy]");

  private TopicPhrase() {}

  /** A noun phrase, small letters first unless it starts with a name, without a mark at its end. */
  public static String of(String topic) {
    String plain =
        topic
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .replaceAll("(?i)\\bvs\\.?(?=\\s)", "versus")
            .replaceAll("\\s*[:;|–—]\\s+|[.!?…]+\\s+", ", ")
            .replaceAll("[\"“”{}*\\[\\]]", "")
            .strip()
            .replaceAll("[\\s.!?…,:;-]+$", "")
            .replaceAll("^[^\\p{L}\\p{N}]+", "");
    String phrase = phrase(plain.isEmpty() ? topic.strip() : plain);
    return smallLetters(phrase);
  }

  private static String phrase(String topic) {
    Matcher typeAtEnd = TYPE_AT_END.matcher(topic);
    String text = typeAtEnd.matches() ? typeAtEnd.group(1) : topic;
    Matcher howTo = HOW_TO.matcher(text);
    if (howTo.matches()) {
      return gerund(howTo.group(1)) + howTo.group(2);
    }
    Matcher whatIs = WHAT_IS.matcher(text);
    if (whatIs.matches()) {
      return whatIs.group(1);
    }
    Matcher counted = COUNTED.matcher(text);
    String rest = counted.matches() ? counted.group(1) : text;
    Matcher top = TOP.matcher(rest);
    if (top.matches()) {
      return "the best " + top.group(1);
    }
    Matcher imperative = IMPERATIVE.matcher(rest);
    return imperative.matches() ? gerund(imperative.group(1)) + imperative.group(2) : rest;
  }

  /** {@code bake} to {@code baking}, {@code run} to {@code running}. */
  static String gerund(String verb) {
    String lower = verb.toLowerCase(Locale.ROOT);
    if (IRREGULAR.containsKey(lower)) {
      return IRREGULAR.getOrDefault(lower, lower);
    }
    if (lower.endsWith("ing") && lower.length() > 5) {
      return lower;
    }
    if (lower.endsWith("e") && !lower.endsWith("ee") && !lower.endsWith("oe")) {
      return lower.substring(0, lower.length() - 1) + "ing";
    }
    if (ONE_SYLLABLE_CVC.matcher(lower).matches()) {
      return lower + lower.charAt(lower.length() - 1) + "ing";
    }
    return lower + "ing";
  }

  /** Small letters for what is no name: for each word of a title, else for the first word only. */
  private static String smallLetters(String phrase) {
    List<String> words = Arrays.asList(phrase.split(" "));
    long capitals = words.stream().skip(1).filter(TopicPhrase::startsWithCapital).count();
    boolean isTitle = words.size() >= 3 && capitals * 2 >= words.size() - 1;
    boolean isShouted =
        words.size() >= 2
            && phrase.equals(phrase.toUpperCase(Locale.ROOT))
            && SpokenWords.of(phrase).stream().anyMatch(word -> word.length() > 4);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean small = (i == 0 || isTitle) && Domain.isCommonWord(bare(word)) && !isSpelt(word);
      if (small || isShouted) {
        words.set(i, word.toLowerCase(Locale.ROOT));
      }
    }
    return String.join(" ", words);
  }

  private static boolean startsWithCapital(String word) {
    return Character.isUpperCase(word.codePointAt(0));
  }

  private static boolean isSpelt(String word) {
    return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
  }

  private static String bare(String word) {
    return word.replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
