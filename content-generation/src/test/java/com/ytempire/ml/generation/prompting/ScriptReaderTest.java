package com.ytempire.ml.generation.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.Script.SegmentType;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  private static final ScriptRequest REQUEST =
      ScriptRequest.of("Why cats purr", VideoType.TUTORIAL, 180);
  private static final ScriptDraft DRAFT = Answers.draft(REQUEST);

  @Test
  void readsWhatTheModelWroteWordForWord() throws Exception {
    ScriptDraft read = ScriptReader.read(Answers.json(DRAFT).toString(), REQUEST);

    assertThat(read.script().texts()).isEqualTo(DRAFT.script().texts());
    assertThat(read.script().intro().hook()).isEqualTo(DRAFT.script().intro().hook());
    assertThat(read.script().outro().cta()).isEqualTo(DRAFT.script().outro().cta());
    assertThat(read.script().segments())
        .extracting(Script.Segment::type, Script.Segment::visualCues)
        .isEqualTo(
            DRAFT.script().segments().stream().map(s -> tuple(s.type(), s.visualCues())).toList());
    assertThat(read.hooks()).isEqualTo(DRAFT.hooks());
    assertThat(read.titles()).containsExactly("A title");
    assertThat(read.description()).isEqualTo("A description");
    assertThat(read.tags()).containsExactly("one", "two");
  }

  @Test
  void readsThroughFencesTrailingCommasLineBreaksAndMarkdown() throws Exception {
    String json =
        Answers.json(DRAFT)
            .toPrettyString()
            .replace("\"description\" : \"A description\"", "\"description\" : \"A\ndescription\"")
            .replaceFirst(
                "\"tags\" : \\[ \"one\", \"two\" ]", "\"tags\" : [ \"**one**\", \"two\", ]");

    ScriptDraft read =
        ScriptReader.read("Here is your script:\n```json\n" + json + "\n```\nEnjoy!", REQUEST);

    assertThat(read.script().texts()).isEqualTo(DRAFT.script().texts());
    assertThat(read.tags()).containsExactly("one", "two");
    assertThat(read.description()).isEqualTo("A description");
    assertThat(read.repairs())
        .contains(
            "text around the JSON object was left out",
            "commas or line breaks that JSON does not allow were read over");
  }

  @Test
  void timesPartsByTheirWordsWhateverTheModelCounted() throws Exception {
    ScriptDraft read =
        read(
            script -> {
              for (var segment : segments(script)) {
                ((ObjectNode) segment).put("duration_seconds", 999).remove("timestamp");
              }
              ((ObjectNode) script.get("intro")).remove("duration_seconds");
            });

    Script script = read.script();
    assertThat(script.durationSeconds()).isEqualTo(180);
    for (Script.Segment segment : script.segments()) {
      assertThat(Pacing.MODERATE.secondsFor(segment.text()))
          .isCloseTo(segment.durationSeconds(), within(1 + 0.05 * segment.durationSeconds()));
    }
    assertThat(read.repairs())
        .contains(
            "durations follow from the words", "missing timestamps follow from the durations");
  }

  @Test
  void putsHookAndRequestIntoTheTextsThatLackThem() throws Exception {
    ScriptDraft read =
        read(
            script -> {
              ((ObjectNode) script.get("intro")).put("hook", "Did you know this?");
              ((ObjectNode) script.get("outro")).put("cta", "Subscribe now!");
            });

    assertThat(read.script().intro().text()).startsWith("Did you know this? ");
    assertThat(read.script().outro().text()).endsWith(" Subscribe now!");
    assertThat(read.hooks().get(0)).isEqualTo("Did you know this?");
    assertThat(read.repairs())
        .contains(
            "intro.hook was put into the text that lacked it",
            "outro.cta was put into the text that lacked it");
  }

  @Test
  void helpsItselfWhereHookTypeAndHooksAreMissing() throws Exception {
    ScriptDraft read =
        read(
            script -> {
              ((ObjectNode) script.get("intro")).remove("hook");
              ((ObjectNode) segments(script).get(0)).put("type", "chapter");
              segments(script).addObject().put("text", " ");
            });

    assertThat(read.script().intro().text()).startsWith(read.script().intro().hook());
    assertThat(read.script().segments().get(0).type()).isEqualTo(SegmentType.MAIN_CONTENT);
    assertThat(read.script().segments()).hasSameSizeAs(DRAFT.script().segments());
    assertThat(read.repairs())
        .contains("intro.hook is the intro's first sentence", "segments[0].type is main_content");
  }

  @Test
  void leavesOutARequestThatWasNotWanted() throws Exception {
    ScriptRequest silent = with(false, List.of());

    ScriptDraft read = ScriptReader.read(Answers.json(DRAFT).toString(), silent);

    assertThat(read.script().outro().cta()).isEmpty();
    assertThat(read.script().outro().text()).doesNotContain(DRAFT.script().outro().cta());
    assertThat(read.script().segments())
        .extracting(Script.Segment::type)
        .doesNotContain(SegmentType.CTA);
  }

  @Test
  void refusesWhatTheModelHasToSayDifferently() {
    refuses("no JSON at all", "the answer holds no JSON object");
    String whole = Answers.json(DRAFT).toString();
    refuses(whole.substring(0, whole.length() / 2), "the answer is no JSON object");
    refuses("{\"script\": {}}", "intro is missing");
    refuses(script -> script.remove("outro"), "outro is missing");
    refuses(script -> ((ObjectNode) script.get("intro")).put("text", "…"), "intro.text is missing");
    refuses(script -> script.put("segments", "none"), "segments is no list of up to 500");
    refuses(script -> segments(script).add("text"), " is no object");
    refuses(script -> segments(script).removeAll(), "no segment has main_content");
    refuses(script -> ((ObjectNode) script.get("outro")).put("cta", ""), "outro.cta is missing");
    refuses(
        script -> ((ObjectNode) segments(script).get(0)).put("text", "Too short."),
        "words; expected 360 to 540 for 180 s");
    refuses(
        script -> ((ObjectNode) segments(script).get(0)).put("text", "word ".repeat(600)),
        "words; expected 360 to 540 for 180 s");
  }

  @Test
  void refusesAProhibitedTopicWhereverItStands() {
    ScriptRequest strict = with(true, List.of("zebra"));
    ObjectNode inText = Answers.json(DRAFT);
    ObjectNode intro = (ObjectNode) inText.get("script").get("intro");
    intro.put("text", intro.get("text").textValue() + " Zebras!");
    ObjectNode inTags = Answers.json(DRAFT);
    ((ArrayNode) inTags.get("seo_metadata").get("tags")).add("zebra");
    ObjectNode inCues = Answers.json(DRAFT);
    ((ArrayNode) inCues.at("/script/segments/0/visual_cues")).add("A zebra");

    for (ObjectNode answer : List.of(inText, inTags, inCues)) {
      assertThatThrownBy(() -> ScriptReader.read(answer.toString(), strict))
          .hasMessage("it mentions a prohibited topic");
    }
  }

  @Test
  void sharesAnyTimeExactlyAmongPartsByTheirWords() {
    long seed = 20261123;
    var random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<Integer> words = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(30); i++) {
        words.add(1 + random.nextInt(300));
      }
      int seconds = words.size() + random.nextInt(3600);

      List<Integer> shares = Timing.share(seconds, words);

      String described = "seed %d run %d: %d s, %s".formatted(seed, run, seconds, words);
      assertThat(shares).as(described).hasSameSizeAs(words).allMatch(share -> share >= 1);
      assertThat(shares.stream().mapToInt(Integer::intValue).sum())
          .as(described)
          .isEqualTo(seconds);
    }
    assertThat(Timing.share(60, List.of(10, 40, 10))).containsExactly(10, 40, 10);
  }

  private static ScriptDraft read(Consumer<ObjectNode> change) throws Exception {
    ObjectNode answer = Answers.json(DRAFT);
    change.accept((ObjectNode) answer.get("script"));
    return ScriptReader.read(answer.toString(), REQUEST);
  }

  private static void refuses(Consumer<ObjectNode> change, String reason) {
    assertThatThrownBy(() -> read(change))
        .isInstanceOf(RefusedAnswerException.class)
        .hasMessageContaining(reason);
  }

  private static void refuses(String answer, String reason) {
    assertThatThrownBy(() -> ScriptReader.read(answer, REQUEST))
        .isInstanceOf(RefusedAnswerException.class)
        .hasMessage(reason);
  }

  private static ArrayNode segments(ObjectNode script) {
    return (ArrayNode) script.get("segments");
  }

  private static ScriptRequest with(boolean includeCta, List<String> prohibited) {
    return new ScriptRequest(
        REQUEST.topic(),
        REQUEST.videoType(),
        REQUEST.durationSeconds(),
        REQUEST.style(),
        REQUEST.channel(),
        REQUEST.audience(),
        REQUEST.seoKeywords(),
        REQUEST.hooksRequired(),
        includeCta,
        prohibited,
        REQUEST.grounding());
  }
}
