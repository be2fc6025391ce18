package com.ytempire.ml.generation.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.script.ChannelPersonality;
import com.ytempire.ml.generation.script.Grounding;
import com.ytempire.ml.generation.script.KnowledgeLevel;
import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.Personality;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import com.ytempire.ml.generation.script.Style;
import com.ytempire.ml.generation.script.TargetAudience;
import com.ytempire.ml.generation.script.Tone;
import com.ytempire.ml.generation.script.VideoType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalScriptsTest {
  private static final LocalScripts LOCAL = new LocalScripts();

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 23, 27, 30, 37, 45, 60, 75, 90, 119, 120, 180, 240, 333, 600, 900})
  void lastsAsLongAsAskedAndEachPartIsSaidInItsTime(int seconds) throws Exception {
    int number = 0;
    for (VideoType type : VideoType.values()) {
      for (Pacing pacing : Pacing.values()) {
        String topic = Topics.ALL.get(number % Topics.ALL.size());
        ScriptRequest request =
            Topics.request(topic, type, seconds, number++)
                .withStyle(new Style(Tone.CASUAL, Personality.SERIOUS, pacing));

        Script script = LOCAL.write(request).script();

        assertThat(script.durationSeconds()).isEqualTo(seconds);
        assertFits(script, pacing, request);
      }
    }
  }

  @Test
  void writesForAnHourWithoutSayingASentenceTwice() throws Exception {
    for (VideoType type : List.of(VideoType.REVIEW, VideoType.ENTERTAINMENT)) {
      ScriptRequest request = ScriptRequest.of("Python for beginners", type, 3600);

      Script script = LOCAL.write(request).script();

      assertFits(script, Pacing.MODERATE, request);
      List<String> sentences = SpokenWords.sentences(script.text());
      assertThat(sentences).hasSizeGreaterThan(600).doesNotHaveDuplicates();
    }
  }

  @Test
  void writesEqualScriptsForEqualRequestsAndSaysWhoWroteThem() throws Exception {
    ScriptRequest request = Topics.request("Why cats purr", VideoType.NEWS, 120, 7);

    Made<ScriptDraft> made = LOCAL.make(request, new CallTerms("key", Duration.ofSeconds(1)));

    assertThat(made.artefact()).isEqualTo(new LocalScripts().write(request));
    assertThat(made.model()).isEqualTo("phrase-grammar-1");
    assertThat(made.usage()).isEqualTo(Usage.NONE);
    assertThat(LOCAL.name()).isEqualTo("local");
    assertThat(LOCAL.isFree()).isTrue();
  }

  @Test
  void writesAnotherScriptForEveryStyleTypeAndLevel() throws Exception {
    Set<String> texts = new HashSet<>();
    int count = 0;
    for (Tone tone : Tone.values()) {
      for (Personality personality : Personality.values()) {
        for (Pacing pacing : Pacing.values()) {
          for (VideoType type : VideoType.values()) {
            for (KnowledgeLevel level : KnowledgeLevel.values()) {
              ScriptRequest request =
                  withAudience(
                      ScriptRequest.of("Growing tomatoes", type, 45)
                          .withStyle(new Style(tone, personality, pacing)),
                      new TargetAudience(null, List.of(), level));
              texts.add(LOCAL.write(request).script().text());
              count++;
            }
          }
        }
      }
    }

    assertThat(texts).hasSize(count);
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void soundsAsItsToneSays(Tone tone) throws Exception {
    Map<Tone, Integer> sentences = new HashMap<>();
    for (VideoType type : VideoType.values()) {
      String text =
          LOCAL
              .write(
                  ScriptRequest.of("Why cats purr", type, 300)
                      .withStyle(new Style(tone, Personality.SERIOUS, Pacing.MODERATE)))
              .script()
              .text();
      for (Tone other : Tone.values()) {
        sentences.merge(other, spokenFrom("tone." + lower(other), text), Integer::sum);
      }
    }

    assertThat(sentences.get(tone)).isGreaterThanOrEqualTo(6);
    sentences.remove(tone);
    assertThat(sentences.values()).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource(Personality.class)
  void soundsAsItsPersonalitySays(Personality personality) throws Exception {
    String text =
        LOCAL
            .write(
                ScriptRequest.of("Why cats purr", VideoType.REVIEW, 600)
                    .withStyle(new Style(Tone.CASUAL, personality, Pacing.MODERATE)))
            .script()
            .text();

    for (Personality other : Personality.values()) {
      int spoken = spokenFrom("personality." + lower(other), text);
      if (other == personality) {
        assertThat(spoken).as(text).isGreaterThanOrEqualTo(4);
      } else {
        assertThat(spoken).as("%s in %s", other, text).isZero();
      }
    }
  }

  @Test
  void usesKeywordsCatchphrasesChannelInterestsAndTitles() throws Exception {
    ScriptRequest base =
        Topics.request("Growing tomatoes on a balcony", VideoType.TUTORIAL, 300, 0);
    ScriptRequest request =
        new ScriptRequest(
            base.topic(),
            base.videoType(),
            base.durationSeconds(),
            base.style(),
            new ChannelPersonality(
                "Leaf & Root", List.of("Get your hands dirty", "Grow on!", "Bye bye"), "witty"),
            new TargetAudience(null, List.of("bird watching"), KnowledgeLevel.BEGINNER),
            List.of("balcony garden", "urban farming", "tomato plants"),
            4,
            true,
            List.of(),
            new Grounding(List.of("Are herbs easy?"), List.of("My BIGGEST harvest ever!!")));

    ScriptDraft draft = LOCAL.write(request);

    String text = draft.script().text();
    assertThat(text)
        .contains("Leaf & Root", "Get your hands dirty.", "Grow on!", "Bye bye.", "bird watching")
        .contains("“Are herbs easy”", "“My BIGGEST harvest ever”");
    assertThat(spokenFrom("personality.humorous", text)).isPositive();
    for (String keyword : request.seoKeywords()) {
      int mentions = mentions(text, keyword);
      double density = 100.0 * mentions * SpokenWords.count(keyword) / draft.script().words();
      assertThat(density).as("%s in %s", keyword, text).isBetween(0.2, 2.5);
    }
    assertThat(draft.hooks()).hasSize(4).doesNotHaveDuplicates();
    assertThat(draft.script().intro().hook()).isEqualTo(draft.hooks().get(0));
  }

  @Test
  void asksViewersForSomethingOnlyWhenThatIsWanted() throws Exception {
    ScriptRequest with = ScriptRequest.of("Why cats purr", VideoType.LISTICLE, 300);
    var without =
        new ScriptRequest(
            with.topic(),
            with.videoType(),
            with.durationSeconds(),
            with.style(),
            with.channel(),
            with.audience(),
            with.seoKeywords(),
            with.hooksRequired(),
            false,
            with.prohibitedTopics(),
            with.grounding());

    Script asking = LOCAL.write(with).script();
    Script silent = LOCAL.write(without).script();

    assertThat(asking.outro().cta()).isNotBlank();
    assertThat(asking.segments()).extracting(Script.Segment::type).contains(SegmentType.CTA);
    assertThat(silent.outro().cta()).isEmpty();
    assertThat(silent.segments()).extracting(Script.Segment::type).doesNotContain(SegmentType.CTA);
    assertThat(silent.text()).doesNotContainIgnoringCase("subscribe");
  }

  @Test
  void neverMentionsWhatIsProhibited() throws Exception {
    ScriptRequest base = ScriptRequest.of("Growing tomatoes on a balcony", VideoType.TUTORIAL, 600);
    List<String> prohibited = List.of("compost", "water", "subscribe", "mistake", "neighbour");
    var request =
        new ScriptRequest(
            base.topic(),
            base.videoType(),
            base.durationSeconds(),
            base.style(),
            base.channel(),
            base.audience(),
            base.seoKeywords(),
            base.hooksRequired(),
            true,
            prohibited,
            new Grounding(List.of("Compost for all"), List.of("Water is life")));

    ScriptDraft draft = LOCAL.write(request);

    assertThat(LOCAL.write(base).script().text()).containsIgnoringCase("compost");
    assertThat(draft.script().text())
        .doesNotContainPattern("(?i)\\b(compost|water|subscribe|mistake|neighbour)s?\\b");
    assertThat(draft.toString()).doesNotContainPattern("(?i)\\b(compost|water)\\b");
    assertFits(draft.script(), Pacing.MODERATE, request);
  }

  @Test
  void refusesWhenNothingIsLeftToSay() {
    ScriptRequest base = ScriptRequest.of("juggling", VideoType.TUTORIAL, 60);
    var request =
        new ScriptRequest(
            base.topic(),
            base.videoType(),
            base.durationSeconds(),
            base.style(),
            base.channel(),
            base.audience(),
            base.seoKeywords(),
            base.hooksRequired(),
            true,
            List.of("a", "the", "you", "it", "is", "that", "to", "this", "so", "more", "up", "me"),
            base.grounding());

    assertThatThrownBy(() -> LOCAL.write(request))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.reason()).isEqualTo(ProviderException.Reason.REFUSED))
        .hasMessageContaining("prohibit fewer topics");
  }

  @Test
  void manyKeywordsAndLongOnesLeaveAShortScriptReadable() throws Exception {
    List<String> keywords = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      keywords.add("search phrase number " + i);
    }
    ScriptRequest base = ScriptRequest.of("juggling", VideoType.REVIEW, 45);
    var request =
        new ScriptRequest(
            base.topic(),
            base.videoType(),
            45,
            base.style(),
            base.channel(),
            base.audience(),
            keywords,
            10,
            true,
            List.of(),
            Grounding.NONE);

    Script script = LOCAL.write(request).script();

    assertFits(script, Pacing.MODERATE, request);
    long mentioned = keywords.stream().filter(k -> mentions(script.text(), k) > 0).count();
    assertThat(mentioned).isBetween(1L, 4L);
  }

  static void assertFits(Script script, Pacing pacing, ScriptRequest request) {
    var softly = new SoftAssertions();
    fits(softly, request, "intro", script.intro().text(), script.intro().durationSeconds(), pacing);
    for (Script.Segment segment : script.segments()) {
      String part = segment.type() + " at " + segment.timestamp();
      fits(softly, request, part, segment.text(), segment.durationSeconds(), pacing);
    }
    fits(softly, request, "outro", script.outro().text(), script.outro().durationSeconds(), pacing);
    softly.assertAll();
  }

  private static void fits(
      SoftAssertions softly,
      ScriptRequest request,
      String part,
      String text,
      int seconds,
      Pacing pacing) {
    softly
        .assertThat(pacing.secondsFor(text) / seconds)
        .as("%s of %s: %s", part, request, text)
        .isCloseTo(1, within(0.05));
  }

  /** How many phrases of a list stand in a text, told by their longest run without a slot. */
  private static int spokenFrom(String list, String text) {
    int count = 0;
    for (String line : Frames.lines(list)) {
      String[] runs = line.replace("*", "").split("\\([^)]*\\)|\\{[^}]*}");
      String known =
          Stream.of(runs).max(Comparator.comparingInt(String::length)).orElse("").strip();
      count += known.length() >= 10 && text.contains(known) ? 1 : 0;
    }
    return count;
  }

  private static int mentions(String text, String keyword) {
    return text.toLowerCase(Locale.ROOT).split(Pattern.quote(keyword), -1).length - 1;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static ScriptRequest withAudience(ScriptRequest request, TargetAudience audience) {
    return new ScriptRequest(
        request.topic(),
        request.videoType(),
        request.durationSeconds(),
        request.style(),
        request.channel(),
        audience,
        request.seoKeywords(),
        request.hooksRequired(),
        request.includeCta(),
        request.prohibitedTopics(),
        request.grounding());
  }
}
