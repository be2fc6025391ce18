package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.ProhibitedTopics;
import com.ytempire.ml.generation.script.SpokenWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes the sentences of one script: none twice, none that mentions what is prohibited, and those
 * of lists in turn. Confined to the thread that writes the script.
 */
final class Speech {
  private static final Pattern DOUBLED_WORD =
      Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])([\\p{L}\\p{N}]+)\\s+\\1(?![\\p{L}\\p{N}])");

  /** Renderings of one template before another one is tried. */
  private static final int RENDERINGS = 6;

  /** How much length speaks for or against a sentence, in words per unit of chance. */
  private static final double WORDS_PER_CHANCE = 25;

  private final Slots slots;
  private final ProhibitedTopics prohibited;
  private final Pacing pacing;
  private final SplittableRandom random;
  private final Set<String> said = new HashSet<>();
  private final Map<Template, Integer> uses = new HashMap<>();

  Speech(Slots slots, ProhibitedTopics prohibited, Pacing pacing, SplittableRandom random) {
    this.slots = slots;
    this.prohibited = prohibited;
    this.pacing = pacing;
    this.random = random;
  }

  Slots slots() {
    return slots;
  }

  /** A phrase that was not said yet; it counts as said only after {@link #say}. */
  Optional<Phrase> next(List<Template> templates) {
    return next(templates, phrase -> true);
  }

  /** The same, where it fits. */
  Optional<Phrase> next(List<Template> templates, Predicate<Phrase> fits) {
    Map<Template, Double> chances = new HashMap<>();
    for (Template template : templates) {
      // Fast speakers prefer short sentences, slow ones long ones.
      double length = template.words() / WORDS_PER_CHANCE;
      double preference =
          switch (pacing) {
            case FAST -> length;
            case MODERATE -> 0;
            case SLOW -> -length;
          };
      chances.put(template, uses.getOrDefault(template, 0) * 10 + random.nextDouble() + preference);
    }
    List<Template> inTurn =
        chances.entrySet().stream()
            .sorted(
                Map.Entry.<Template, Double>comparingByValue()
                    .thenComparing(entry -> entry.getKey().source()))
            .map(Map.Entry::getKey)
            .toList();
    for (Template template : inTurn) {
      for (int i = 0; i < RENDERINGS; i++) {
        Optional<Phrase> phrase = template.render(slots.forOnePhrase(), random);
        if (phrase.isPresent() && isFit(phrase.get()) && fits.test(phrase.get())) {
          uses.merge(template, 1, Integer::sum);
          return phrase;
        }
      }
    }
    return Optional.empty();
  }

  /** All phrases of templates without slots that can still be said, shortest first. */
  List<Phrase> allOf(List<Template> templates) {
    return templates.stream()
        .map(template -> Phrase.of(template.source()))
        .filter(phrase -> canSay(phrase.text()))
        .sorted(Comparator.comparingInt(Phrase::words))
        .toList();
  }

  /** In an order by chance. */
  List<Phrase> shuffled(List<Phrase> phrases) {
    return Shuffle.of(phrases, random);
  }

  /**
   * Phrases of a list in its own order, for what is told from beginning to end; some, though never
   * the first one, are put off to the end, so that the same list is told in many ways.
   */
  List<Template> inOrder(List<Template> templates) {
    List<Template> told = new ArrayList<>();
    List<Template> putOff = new ArrayList<>();
    for (Template template : templates) {
      boolean isTold = told.isEmpty() || random.nextInt(4) > 0;
      (isTold ? told : putOff).add(template);
    }
    told.addAll(putOff);
    return told;
  }

  /** Whether none of its sentences was said, and nothing speaks against them. */
  boolean canSay(String text) {
    return keys(text).stream().noneMatch(said::contains) && prohibited.findIn(text).isEmpty();
  }

  private boolean isFit(Phrase phrase) {
    return canSay(phrase.text()) && !DOUBLED_WORD.matcher(phrase.text()).find();
  }

  /** Takes a phrase into the script. */
  void say(Phrase phrase) {
    said.addAll(keys(phrase.text()));
  }

  private static List<String> keys(String text) {
    return SpokenWords.sentences(text).stream()
        .map(sentence -> String.join(" ", SpokenWords.of(sentence)).toLowerCase(Locale.ROOT))
        .toList();
  }
}
