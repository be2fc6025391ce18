package com.ytempire.ml.inference.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.text.BundledEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentHeadTest {
  private final SentimentHead head = SentimentHead.bundled();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What a wonderful concert, I enjoyed every minute",
        "The happiest puppy on earth",
        "Excellent value, works perfectly"
      })
  void scoresPraiseAsPositive(String text) throws Exception {
    assertThat(score(text)).isBetween(0.3, 1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What a horrible concert, we hated every minute",
        "Many people killed in brutal attack",
        "Broke after two days, a waste of money"
      })
  void scoresComplaintsAndDisastersAsNegative(String text) throws Exception {
    assertThat(score(text)).isBetween(-1.0, -0.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lecture 12: linear algebra", "Tram timetable for line 4"})
  void scoresPlainTitlesNearZero(String text) throws Exception {
    assertThat(score(text)).isBetween(-0.35, 0.35);
  }

  @Test
  void givesProbabilitiesThatSumToOne() throws Exception {
    double[] probabilities =
        head.probabilities("any title", BundledEncoder.get().encode("any title"));

    assertThat(probabilities).hasSize(3);
    assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void refusesAnEmbeddingOfAnotherWidth() {
    assertThatThrownBy(() -> head.score("title", new float[10]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("18 features, expected 392");
  }

  private double score(String text) throws Exception {
    return head.score(text, BundledEncoder.get().encode(text));
  }
}
