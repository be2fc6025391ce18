package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phrase with choices and slots, as the resource files hold them.
 *
 * @param source the phrase as written there
 * @param words how many words stand there, all choices counted
 */
record Template(String source, int words) {
  private static final Pattern CHOICE = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern SLOT = Pattern.compile("\\{(a:)?(\\w+)}");
  private static final Pattern STRESSED = Pattern.compile("\\*([^*]+)\\*");
  private static final Pattern START =
      Pattern.compile("(?:^|[.!?]\\s+)[“\"]?(\\p{Ll}[\\p{L}\\p{N}]*)");

  Template(String source) {
    this(source, SpokenWords.count(source));
  }

  /**
   * Makes a phrase of it.
   *
   * @param slots the word for a slot, or null where there is none
   * @return the phrase, or empty where a slot has no word
   */
  Optional<Phrase> render(Function<String, @Nullable String> slots, SplittableRandom random) {
    // Slots are filled last: what fills them is not to be read as choices or stress.
    String chosen =
        CHOICE
            .matcher(source)
            .replaceAll(
                match -> {
                  String[] choices = match.group(1).split("\\|", -1);
                  return Matcher.quoteReplacement(choices[random.nextInt(choices.length)]);
                });
    List<String> stressed = new ArrayList<>();
    Matcher stars = STRESSED.matcher(chosen);
    while (stars.find()) {
      String filled = fill(stars.group(1), slots);
      if (filled == null) {
        return Optional.empty();
      }
      stressed.add(filled);
    }
    String text = fill(STRESSED.matcher(chosen).replaceAll("$1"), slots);
    return text == null
        ? Optional.empty()
        : Optional.of(new Phrase(capitalised(text), List.copyOf(stressed)));
  }

  private static @Nullable String fill(String text, Function<String, @Nullable String> slots) {
    var filled = new StringBuilder();
    Matcher matcher = SLOT.matcher(text);
    while (matcher.find()) {
      String word = slots.apply(matcher.group(2));
      if (word == null) {
        return null;
      }
      String article = matcher.group(1) == null ? "" : Articles.before(word) + " ";
      matcher.appendReplacement(filled, Matcher.quoteReplacement(article + word));
    }
    return matcher.appendTail(filled).toString();
  }

  /** Sentences begin with a capital; names such as iPhone stay as they are. */
  private static String capitalised(String text) {
    return START
        .matcher(text)
        .replaceAll(
            match -> {
              String word = match.group(1);
              boolean isName = word.chars().anyMatch(Character::isUpperCase);
              String start = match.group().substring(0, match.group().length() - word.length());
              return Matcher.quoteReplacement(
                  start
                      + (isName
                          ? word
                          : Character.toUpperCase(word.charAt(0)) + word.substring(1)));
            });
  }
}
