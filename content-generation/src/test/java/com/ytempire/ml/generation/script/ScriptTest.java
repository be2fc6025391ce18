package com.ytempire.ml.generation.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.generation.script.Script.Intro;
import com.ytempire.ml.generation.script.Script.Outro;
import com.ytempire.ml.generation.script.Script.Segment;
import com.ytempire.ml.generation.script.Script.SegmentType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Intro INTRO = new Intro("Why?", 10, "Why? Because.");
  private static final Outro OUTRO = new Outro(20, "Bye. Subscribe!", "Subscribe!");

  @Test
  void writesTimestampsInHoursMinutesAndSeconds() {
    assertThat(segment(3600 + 62, 5).timestamp()).isEqualTo("01:01:02");
    assertThat(segment(30, 5).timestamp()).isEqualTo("00:00:30");
  }

  @Test
  void joinsItsPartsByTimeAndCountsTheirWords() {
    var script = new Script(60, INTRO, List.of(segment(10, 20), segment(30, 10)), OUTRO);

    assertThat(script.text()).isEqualTo("Why? Because.\nSome text.\nSome text.\nBye. Subscribe!");
    assertThat(script.words()).isEqualTo(8);
  }

  @Test
  void refusesGapsOverlapsAndDurationsThatDoNotAddUp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(60, INTRO, List.of(segment(11, 30)), OUTRO))
        .withMessage("segments[0]: starts at 11 s; expected 10 s, where the part before it ends");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(60, INTRO, List.of(segment(10, 20), segment(29, 10)), OUTRO))
        .withMessageContaining("segments[1]: starts at 29 s; expected 30 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(61, INTRO, List.of(segment(10, 30)), OUTRO))
        .withMessage("duration: the parts last 60 s together; expected 61 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(30, INTRO, List.of(), OUTRO))
        .withMessage("segments: none; expected at least one");
  }

  @Test
  void refusesBlankTextsAndHooksAndRequestsThatAreNotSaid() {
    assertThatThrownBy(() -> new Intro("Hook?", 5, "Another text."))
        .hasMessage("intro.text: lacks the hook 'Hook?'");
    assertThatThrownBy(() -> new Intro(" ", 5, "Text."))
        .hasMessage("intro.hook: blank; expected 1 to 100,000 characters");
    assertThatThrownBy(() -> new Outro(5, "Bye.", "Subscribe!"))
        .hasMessage("outro.text: lacks the cta 'Subscribe!'");
    assertThatThrownBy(
            () -> new Segment(SegmentType.MAIN_CONTENT, 0, 0, "Text.", List.of(), List.of()))
        .hasMessage("segment.duration_seconds: 0; expected 1 or more");
    assertThatThrownBy(
            () -> new Segment(SegmentType.MAIN_CONTENT, 0, 5, "Text.", List.of(" "), List.of()))
        .hasMessageStartingWith("segment.visual_cues[0]: blank");
    var script = new Script(60, INTRO, List.of(segment(10, 30)), OUTRO);
    assertThatThrownBy(
            () ->
                new ScriptDraft(script, List.of("Not said?"), List.of(), "", List.of(), List.of()))
        .hasMessage("hooks: 'Not said?'; expected a sentence of the script");
  }

  private static Segment segment(int start, int seconds) {
    return new Segment(
        SegmentType.MAIN_CONTENT, start, seconds, "Some text.", List.of("A map"), List.of());
  }
}
