package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.audio.Splice.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpliceTest {
  private static final int RATE = 48_000;

  /** Starts and ends at full level, in the middle of a wave. */
  private static final Sound ABRUPT = Tones.sine(200, 0.8, 0.31, RATE).slice(60, 14_700);

  @Test
  void leavesNoClickAtAJointWithoutPause() {
    Sound joined =
        Splice.join(List.of(new Part(ABRUPT, Duration.ZERO), new Part(ABRUPT, Duration.ZERO)));

    assertThat(Tones.greatestStep(joined))
        .as("step of the tone itself: %s", Tones.greatestStep(ABRUPT))
        .isLessThan(1.3 * Tones.greatestStep(ABRUPT));
    assertThat(joined.length()).isEqualTo(2 * ABRUPT.length() - 576);
  }

  @Test
  void makesPausesOfTheLengthAskedForWithoutClicks() {
    Sound padded = padded(ABRUPT, 9000);

    Sound joined =
        Splice.join(
            List.of(
                new Part(padded, Duration.ofMillis(350)),
                new Part(padded, Duration.ofMillis(700))));

    assertThat(longestSilence(joined.slice(0, 3 * ABRUPT.length())) / (double) RATE)
        .as("0.35 s, and 20 ms kept at each edge, to a frame")
        .isCloseTo(0.39, within(0.006));
    float[] values = joined.samples();
    assertThat(Arrays.copyOfRange(values, values.length - RATE * 7 / 10, values.length))
        .containsOnly(0f);
    assertThat(Tones.greatestStep(joined)).isLessThan(1.1 * Tones.greatestStep(padded));
  }

  @Test
  void aSilentPartLeavesItsPause() {
    Sound silent = Sound.silence(Duration.ofMillis(100), RATE);

    Sound joined =
        Splice.join(
            List.of(new Part(silent, Duration.ofMillis(40)), new Part(silent, Duration.ZERO)));

    assertThat(joined).isEqualTo(Sound.silence(Duration.ofMillis(40), RATE));
  }

  @Test
  void refusesPartsThatDoNotFit() {
    Part slow = new Part(Sound.silence(Duration.ofMillis(1), 8000), Duration.ZERO);
    Part fast = new Part(Sound.silence(Duration.ofMillis(1), RATE), Duration.ZERO);

    assertThatThrownBy(() -> Splice.join(List.of(slow, fast)))
        .hasMessage("part at 48000 Hz; expected 8000 Hz as the first");
    assertThatThrownBy(() -> Splice.join(List.of()))
        .hasMessage("parts: none; expected at least one");
    assertThatThrownBy(() -> new Part(slow.sound(), Duration.ofMillis(10_001)))
        .hasMessage("pause PT10.001S; expected 0 to 10 s");
  }

  private static Sound padded(Sound sound, int silence) {
    float[] values = new float[sound.length() + 2 * silence];
    System.arraycopy(sound.samples(), 0, values, silence, sound.length());
    return Sound.of(values, sound.sampleRate());
  }

  private static int longestSilence(Sound sound) {
    int longest = 0;
    int run = 0;
    for (float value : sound.samples()) {
      run = value == 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
