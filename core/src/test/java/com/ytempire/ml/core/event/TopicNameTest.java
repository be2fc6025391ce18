package com.ytempire.ml.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicNameTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '>',
      value = {
        "open source ai>open source ai",
        " Open\t SOURCE \u00a0 ai\u3000>open source ai",
        "ＣｈａｔＧＰＴ>chatgpt",
        "CAFE\u0301>café",
        "café>café",
        "ÜBER ﬁt>über fit",
        "#AI>#ai",
        "C++ | Rust>c++ | rust",
        "日本語 ニュース>日本語 ニュース",
        "🎬 Film>🎬 film",
      })
  void spellingsOfATopicHaveOneForm(String topic, String canonical) {
    assertThat(TopicName.canonical(topic)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"İstanbul", "ΌΣΟΣ", "ǅ", "Åﬃ①", "ϔ", "K", "ß ẞ"})
  void theFormStaysAsItIs(String topic) {
    String canonical = TopicName.canonical(topic);

    assertThat(TopicName.canonical(canonical)).isEqualTo(canonical);
  }

  @Test
  void whiteSpaceOnlyIsNoTopic() {
    assertThat(TopicName.canonical("\u00a0 \u2003")).isEmpty();
    assertThat(TopicName.canonical("")).isEmpty();
  }

  @Test
  void signalsOfAllSpellingsAreOneSeries() {
    var signal = new TrendSignal("e", "reddit", " Open  Source AI", null, 1, null, Instant.EPOCH);

    assertThat(signal.seriesId()).isEqualTo("reddit|open source ai");
  }
}
