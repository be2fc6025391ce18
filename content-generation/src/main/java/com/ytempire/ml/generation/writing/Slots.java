package com.ytempire.ml.generation.writing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words for the slots of one script. At a time only a few of a field's words are in use, so that
 * neighbouring sentences speak of the same things. Confined to the thread that writes the script.
 */
final class Slots {
  /** Longer topics are said in full every other time, and are "this" in between. */
  private static final int WORDS_OF_SHORT_TOPIC = 4;

  /** Of one list two words are in use: what is done comes up in nearly every sentence. */
  private static final String USED_MOST = "action";

  private static final String TOPIC = "topic";

  private final Map<String, List<String>> shuffled = new HashMap<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final Map<String, List<String>> inUse = new HashMap<>();
  private final Map<String, String> fixed = new HashMap<>();
  private final SplittableRandom random;
  private int topicTurns;

  Slots(Domain domain, String topic, SplittableRandom random) {
    this.random = random;
    domain.slots().forEach((slot, words) -> shuffled.put(slot, Shuffle.of(words, random)));
    fixed.put(TOPIC, topic);
    turnToOtherWords();
  }

  /** Sets the word of a slot, or none. */
  void set(String slot, @Nullable String word) {
    if (word == null) {
      fixed.remove(slot);
    } else {
      fixed.put(slot, word);
    }
  }

  /** Takes other words into use, the longest unused ones first. */
  void turnToOtherWords() {
    shuffled.forEach(
        (slot, words) -> {
          int from = next.getOrDefault(slot, 0);
          int inUseNow = slot.equals(USED_MOST) ? 2 : 1;
          List<String> taken = new ArrayList<>();
          for (int i = 0; i < Math.min(inUseNow, words.size()); i++) {
            taken.add(words.get((from + i) % words.size()));
          }
          inUse.put(slot, taken);
          next.put(slot, from + inUseNow);
        });
  }

  /** Whether a text has the topic in it. */
  boolean namesTopic(String text) {
    return text.toLowerCase(Locale.ROOT)
        .contains(fixed.getOrDefault(TOPIC, "").toLowerCase(Locale.ROOT));
  }

  /** Words for one phrase: the same one wherever a slot stands in it. */
  Function<String, @Nullable String> forOnePhrase() {
    Map<String, String> chosen = new HashMap<>();
    return slot -> {
      String known = chosen.get(slot);
      if (known == null) {
        known = word(slot);
        if (known != null) {
          chosen.put(slot, known);
        }
      }
      return known;
    };
  }

  private @Nullable String word(String slot) {
    String word = fixed.get(slot);
    if (word != null) {
      boolean isLong = word.split(" ").length > WORDS_OF_SHORT_TOPIC;
      return slot.equals(TOPIC) && isLong && topicTurns++ % 2 == 1 ? "this" : word;
    }
    List<String> words = inUse.get(slot);
    return words == null ? null : words.get(random.nextInt(words.size()));
  }
}
