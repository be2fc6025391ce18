package com.ytempire.ml.generation.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.script.AgeRange;
import com.ytempire.ml.generation.script.ChannelPersonality;
import com.ytempire.ml.generation.script.Grounding;
import com.ytempire.ml.generation.script.KnowledgeLevel;
import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.Personality;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.SpokenWords;
import com.ytempire.ml.generation.script.Style;
import com.ytempire.ml.generation.script.TargetAudience;
import com.ytempire.ml.generation.script.Tone;
import com.ytempire.ml.generation.script.VideoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a request holds within its limits, the local writer has a script for it. */
class AnyRequestTest {
  private static final long SEED = 20261123;
  private static final List<String> TEXTS =
      List.of(
          "cats",
          "Why cats purr?!",
          "寿司の作り方",
          "لماذا",
          "🎉 party 🎉",
          "(a|b) {tool} *x*",
          "a",
          "Größe & Gewicht: was zählt",
          "1. Really? 2. Yes! 3. No.",
          "$1 \\2 %s \"quoted\" 'it'",
          "x".repeat(50),
          "one two three four five six seven eight nine",
          "THE END",
          "e.g. U.S. v. it",
          "null",
          "the the",
          "C++",
          "tab\tand\nline");

  private final Random random = new Random(SEED);

  @Test
  void writesAScriptThatFitsForAnyRequest() throws Exception {
    for (int run = 0; run < 150; run++) {
      ScriptRequest request = request();

      ScriptDraft draft = new LocalScripts().write(request);

      String described = "seed %d run %d: %s".formatted(SEED, run, request);
      LocalScriptsTest.assertFits(draft.script(), request.style().pacing(), request);
      assertThat(draft.hooks()).as(described).hasSizeGreaterThanOrEqualTo(1);
      assertThat(draft.hooks().size())
          .as(described)
          .isBetween(Math.min(request.hooks(), 1), Math.max(1, request.hooks()));
      if (request.durationSeconds() >= 60 && isPlain(request)) {
        assertThat(draft.hooks()).as(described).hasSize(Math.max(1, request.hooks()));
      }
    }
  }

  /** Long texts of the request can take the place that hooks need. */
  private static boolean isPlain(ScriptRequest request) {
    return SpokenWords.count(request.topic()) < 5;
  }

  private ScriptRequest request() {
    return new ScriptRequest(
        text(),
        pick(VideoType.values()),
        20 + random.nextInt(random.nextBoolean() ? 100 : 900),
        new Style(pick(Tone.values()), pick(Personality.values()), pick(Pacing.values())),
        new ChannelPersonality(
            random.nextBoolean() ? "" : text(), texts(10), random.nextBoolean() ? "" : "dry wit"),
        new TargetAudience(
            random.nextBoolean() ? null : pick(AgeRange.values()),
            texts(20),
            pick(KnowledgeLevel.values())),
        texts(15),
        random.nextInt(11),
        random.nextBoolean(),
        List.of("gambling", "weapons"),
        new Grounding(texts(20), texts(20)));
  }

  private List<String> texts(int most) {
    List<String> texts = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? random.nextInt(most + 1) : random.nextInt(3);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
