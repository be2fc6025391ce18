package com.ytempire.ml.generation.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPhraseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "How to Bake Sourdough Bread at Home; baking sourdough bread at home",
        "How to run a marathon; running a marathon",
        "how to get fit; getting fit",
        "iPhone 17 review; iPhone 17",
        "10 ways to save money; ways to save money",
        "Top 5 budget laptops; budget laptops",
        "Best budget laptops 2026; the best budget laptops 2026",
        "What is a black hole?; a black hole",
        "Why cats purr; why cats purr",
        "Python for beginners; Python for beginners",
        "TRAVEL TO JAPAN; travel to japan",
        "AI; AI",
        "Paris on a budget; Paris on a budget",
        "Electric cars vs hybrid cars; electric cars versus hybrid cars",
        "Roman emperors: the good ones; Roman emperors, the good ones",
        "Make money online!; making money online",
        "Start a podcast; starting a podcast",
        "{topic} (and more|less); topic (and more|less)",
      })
  void saysATopicWithinASentence(String topic, String phrase) {
    assertThat(TopicPhrase.of(topic)).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource({
    "hour, an",
    "honest answer, an",
    "user, a",
    "university, a",
    "uninformed guess, an",
    "USB cable, a",
    "MP3, an",
    "API, an",
    "one page plan, a",
    "euro, a",
    "8 bit game, an",
    "umbrella, an",
    "tool, a",
    "used car dealer, a",
    "unit, a",
    "unusual idea, an",
    "used car, a"
  })
  void choosesTheArticleByTheSound(String word, String article) {
    assertThat(Articles.before(word)).isEqualTo(article);
  }
}
