package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStretchTest {
  private static final Sound TONE = Tones.sine(220, 0.5, 1, 24_000);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 1.3, 2})
  void speedChangesLengthAndKeepsPitch(double speed) {
    Sound tuned = TimeStretch.tuned(TONE, speed, 1);

    assertThat(tuned.length()).isEqualTo((int) Math.round(24_000 / speed));
    assertThat(Tones.amplitude(tuned, 220)).isCloseTo(0.5, within(0.03));
    assertThat(Tones.greatestStep(tuned)).isLessThan(1.25 * Tones.greatestStep(TONE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 0.9, 1.25, 1.8})
  void pitchMovesTheToneAndKeepsLength(double pitch) {
    Sound tuned = TimeStretch.tuned(TONE, 1, pitch);

    assertThat(tuned.length()).isCloseTo(24_000, within(2));
    assertThat(Tones.amplitude(tuned, 220 * pitch)).isCloseTo(0.5, within(0.05));
    assertThat(Tones.amplitude(tuned, 220)).isLessThan(0.03);
  }

  @Test
  void withoutChangeTheSoundStaysAsItIs() {
    assertThat(TimeStretch.tuned(TONE, 1, 1)).isEqualTo(TONE);
  }

  @Test
  void keepsTheRhythmOfSyllables() {
    Sound slow = TimeStretch.tuned(Tones.syllables(2, 24_000), 0.5, 1);

    // Each syllable of 180 ms and its gap of 70 ms are twice as long.
    double syllable = slow.slice(12_000 + 4000, 12_000 + 5000).peak();
    double gap = slow.slice(12_000 + 9800, 12_000 + 10_800).peak();
    assertThat(syllable).isGreaterThan(5 * gap);
  }

  @Test
  void refusesFactorsOutOfRange() {
    assertThatThrownBy(() -> TimeStretch.tuned(TONE, 5, 1))
        .hasMessage("speed 5.0; expected 0.25 to 4");
    assertThatThrownBy(() -> TimeStretch.tuned(TONE, 1, Double.NaN))
        .hasMessage("pitch NaN; expected 0.25 to 4");
  }
}
