package com.ytempire.ml.generation.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRequestTest {
  @Test
  void fillsInWhatMayBeAbsent() {
    ScriptRequest request = ScriptRequest.of("juggling", VideoType.TUTORIAL, 600);

    assertThat(request)
        .isEqualTo(
            new ScriptRequest(
                "juggling",
                VideoType.TUTORIAL,
                600,
                new Style(Tone.CASUAL, Personality.FRIENDLY, Pacing.MODERATE),
                new ChannelPersonality("", List.of(), ""),
                new TargetAudience(null, List.of(), KnowledgeLevel.BEGINNER),
                List.of(),
                1,
                true,
                List.of(),
                new Grounding(List.of(), List.of())));
  }

  @Test
  void refusesWhatIsOutOfRangeAndSaysWhatIsAllowed() {
    refuses(" ", 600, List.of(), 3, List.of(), "topic: blank; expected 1 to 200 characters");
    refuses("?!", 600, List.of(), 3, List.of(), "topic: '?!'; expected a word");
    refuses("x".repeat(201), 600, List.of(), 3, List.of(), "topic: 'x");
    refuses("ok", 19, List.of(), 3, List.of(), "duration_seconds: 19; expected 20 to 3,600");
    refuses("ok", 3601, List.of(), 3, List.of(), "duration_seconds: 3,601; expected 20 to 3,600");
    refuses("ok", 60, List.of("a", " "), 3, List.of(), "seo_keywords[1]: blank; expected 1 to 60");
    refuses(
        "ok",
        60,
        Collections.nCopies(16, "a"),
        3,
        List.of(),
        "seo_keywords: 16 entries; expected at most 15");
    refuses("ok", 60, List.of(), 11, List.of(), "hooks_required: 11; expected 0 to 10");
    refuses("ok", 60, List.of(), -1, List.of(), "hooks_required: -1; expected 0 to 10");
  }

  @Test
  void refusesToWriteAboutWhatItProhibits() {
    refuses(
        "The casino trick",
        60,
        List.of(),
        3,
        List.of("war", "Casinos"),
        "topic: 'The casino trick' mentions 'Casinos'; expected none of prohibited_topics");
    refuses("ok", 60, List.of("star war"), 3, List.of("War"), "seo_keywords: 'star war' mentions");
  }

  @Test
  void asksForNoMoreHooksThanAShortScriptHolds() {
    assertThat(hooks(20, 10)).isEqualTo(2);
    assertThat(hooks(60, 3)).isEqualTo(3);
    assertThat(hooks(60, 10)).isEqualTo(4);
    assertThat(hooks(600, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "war, The WAR began, true",
    "war, wars, true",
    "war, a warm day, false",
    "war, software, false",
    "Casinos, one casino, true",
    "café life, le CAFE  life, true",
    "real money, money, false",
    "real money, real-money games, true",
    "gas, gas's price, true",
    "C++, c plus, true"
  })
  void findsProhibitedTopicsAsWholeWords(String topic, String text, boolean found) {
    assertThat(new ProhibitedTopics(List.of(topic)).findIn(text).isPresent()).isEqualTo(found);
  }

  @Test
  void countsWordsAsTheyAreSpoken() {
    assertThat(SpokenWords.of("It's 1,500 cast-iron pans — “well”, e.g. these."))
        .containsExactly("It's", "1,500", "cast", "iron", "pans", "well", "e.g", "these");
    assertThat(SpokenWords.sentences("One. Two is 3.5 long! “Why?” Because… 4 more.\nEnd"))
        .containsExactly("One.", "Two is 3.5 long!", "“Why?”", "Because…", "4 more.", "End");
    assertThat(Pacing.MODERATE.secondsFor(150)).isEqualTo(60);
    assertThat(Pacing.FAST.wordsIn(60)).isEqualTo(175);
  }

  private static int hooks(int seconds, int required) {
    return request("ok", seconds, List.of(), required, List.of()).hooks();
  }

  private static void refuses(
      String topic,
      int seconds,
      List<String> keywords,
      int hooks,
      List<String> prohibited,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(topic, seconds, keywords, hooks, prohibited))
        .withMessageStartingWith(message);
  }

  private static ScriptRequest request(
      String topic, int seconds, List<String> keywords, int hooks, List<String> prohibited) {
    return new ScriptRequest(
        topic,
        VideoType.NEWS,
        seconds,
        Style.DEFAULT,
        ChannelPersonality.NONE,
        TargetAudience.DEFAULT,
        keywords,
        hooks,
        true,
        prohibited,
        Grounding.NONE);
  }
}
