package com.ytempire.ml.generation.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Proof-reads the resource files: a misspelt slot would otherwise only silence its phrase. */
class PhrasesTest {
  private static final Set<String> SLOTS_OF_FIELDS =
      Set.of("tool", "action", "mistake", "result", "cue", "expert", "place", "cost");
  private static final Set<String> OTHER_SLOTS =
      Set.of(
          "topic",
          "count",
          "n",
          "facet",
          "channel",
          "keyword",
          "interest",
          "past",
          "trend",
          "emphasis");
  private static final Pattern SLOT = Pattern.compile("\\{(?:a:)?([^{}]*)}");

  @Test
  void usesOnlySlotsThatThereAre() {
    for (String phrase : phrases()) {
      Matcher slots = SLOT.matcher(phrase);
      while (slots.find()) {
        assertThat(SLOTS_OF_FIELDS.contains(slots.group(1)) || OTHER_SLOTS.contains(slots.group(1)))
            .as(phrase)
            .isTrue();
      }
      assertThat(SLOT.matcher(phrase).replaceAll("")).as(phrase).doesNotContain("{", "}");
    }
  }

  @Test
  void closesEachChoiceAndGivesOneInIt() {
    for (String phrase : phrases()) {
      String without = phrase.replaceAll("\\([^()|]+(?:\\|[^()|]+)+\\)", "");
      assertThat(without).as(phrase).doesNotContain("(", ")", "|");
      assertThat(phrase.chars().filter(c -> c == '*').count() % 2).as(phrase).isZero();
    }
  }

  @Test
  void endsEachSpokenPhraseWithAMark() {
    ResourceLines.read("frames.txt")
        .forEach(
            (list, lines) -> {
              if (!list.startsWith("visual.") && !list.equals("style.words")) {
                assertThat(lines).as(list).isNotEmpty().allMatch(line -> line.matches(".*[.!?]"));
              }
            });
    for (Facet facet : Facet.all()) {
      assertThat(facet.phrases()).as(facet.name()).hasSizeGreaterThanOrEqualTo(7);
      assertThat(facet.phrases()).allMatch(phrase -> phrase.source().matches(".*[.!?]"));
      assertThat(facet.types()).as(facet.name()).isNotEmpty();
    }
  }

  @Test
  void givesEachFieldWordsForEverySlotAndFacts() {
    assertThat(Domain.all()).hasSize(19);
    for (Domain domain : Domain.all()) {
      assertThat(domain.slots().keySet()).as(domain.name()).isEqualTo(SLOTS_OF_FIELDS);
      domain
          .slots()
          .forEach(
              (slot, words) -> {
                int least = Set.of("cost", "place").contains(slot) ? 2 : 4;
                assertThat(words)
                    .as("%s of %s", slot, domain.name())
                    .hasSizeGreaterThanOrEqualTo(least)
                    .doesNotHaveDuplicates();
              });
      assertThat(domain.facts()).as(domain.name()).hasSize(8);
      assertThat(domain.facts()).allMatch(fact -> fact.source().matches("[A-Z].*\\."));
    }
  }

  @Test
  void recognisesTheFieldOfATopic() {
    Map<String, String> fields =
        Map.of(
            "How to Bake Sourdough Bread", "domain.cooking",
            "Elden Ring boss guide", "domain.gaming",
            "Python for beginners", "domain.coding",
            "Why cats purr", "domain.pets",
            "Smart home on a budget", "domain.gadgets",
            "learning to juggle", "domain.general");

    fields.forEach(
        (topic, field) -> assertThat(Domain.of(topic).name()).as(topic).isEqualTo(field));
  }

  private static List<String> phrases() {
    List<String> phrases = new ArrayList<>();
    ResourceLines.read("frames.txt").values().forEach(phrases::addAll);
    ResourceLines.read("facets.txt").values().forEach(phrases::addAll);
    Domain.all().forEach(domain -> domain.facts().forEach(fact -> phrases.add(fact.source())));
    return phrases;
  }
}
