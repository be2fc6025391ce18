package com.ytempire.ml.inference.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentLexiconTest {
  private final SentimentLexicon lexicon = SentimentLexicon.bundled();

  @ParameterizedTest
  @CsvSource({
    "a good day, not a good day",
    "very good, good",
    "GOOD day today, good day today",
    "great 😂, great",
    "it’s excellent, it isn’t excellent",
    "good, bad"
  })
  void ratesTheFirstAboveTheSecond(String higher, String lower) {
    assertThat(compound(higher)).isGreaterThan(compound(lower));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the train to Kyoto", "12345", "…", "日本"})
  void ratesTextWithoutRatedWordsAsNothing(String text) {
    assertThat(compound(text)).isZero();
  }

  @Test
  void countsMarksAndCapitals() {
    double[] features = lexicon.features("WHY is this NOT good?!!");

    assertThat(features[4]).isEqualTo(1);
    assertThat(features[5]).isEqualTo(0.5);
    assertThat(features[6]).isEqualTo(1);
    assertThat(features[7]).isEqualTo(0.4);
  }

  @Test
  void staysInRangeForLongTexts() {
    double[] features = lexicon.features("AMAZING! ".repeat(5000));

    assertThat(features).hasSize(SentimentLexicon.FEATURES);
    assertThat(Arrays.stream(features).boxed())
        .allSatisfy(value -> assertThat(value).isBetween(-1.0, 1.0));
  }

  private double compound(String text) {
    return lexicon.features(text)[0];
  }
}
