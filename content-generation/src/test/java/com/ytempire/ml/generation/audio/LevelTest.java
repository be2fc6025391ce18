package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {
  /** BS.1770: a sine of 997 Hz at full scale in one channel reads -3.01 LKFS. */
  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 22_050, 44_100, 48_000})
  void readsTheStandardsReferenceToneAtEveryRate(int rate) {
    assertThat(Loudness.integrated(Tones.sine(997, 1, 3, rate))).isCloseTo(-3.01, within(0.05));
    assertThat(Loudness.integrated(Tones.sine(997, 0.1, 3, rate))).isCloseTo(-23.01, within(0.05));
  }

  @Test
  void doesNotCountSilenceBetweenWords() {
    Sound tone = Tones.sine(997, 0.1, 4, 48_000);
    float[] values = new float[8 * 48_000];
    System.arraycopy(tone.samples(), 0, values, 0, tone.length());

    // Blocks that lie across the end of the tone are counted in part, as the standard has it.
    assertThat(Loudness.integrated(Sound.of(values, 48_000))).isCloseTo(-23.01, within(0.25));
  }

  @Test
  void weighsLowSoundsLessThanHighOnes() {
    double low = Loudness.integrated(Tones.sine(40, 0.5, 2, 48_000));
    double middle = Loudness.integrated(Tones.sine(997, 0.5, 2, 48_000));
    double high = Loudness.integrated(Tones.sine(4000, 0.5, 2, 48_000));

    assertThat(middle - low).isGreaterThan(4);
    assertThat(high - middle).isCloseTo(3.3, within(0.5));
  }

  @Test
  void silenceHasNoLoudnessAndIsNotTurnedUp() {
    Sound silence = Sound.silence(Duration.ofSeconds(1), 16_000);

    assertThat(Loudness.integrated(silence)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Loudness.levelled(silence, -16)).isEqualTo(silence);
  }

  @Test
  void levelsSpeechToTheTarget() {
    Sound quiet = Tones.syllables(3, 24_000).scaled(0.05);

    Sound levelled = Loudness.levelled(quiet, Loudness.TARGET);

    assertThat(Loudness.integrated(levelled)).isCloseTo(Loudness.TARGET, within(0.7));
    assertThat(levelled.peak()).isLessThanOrEqualTo(Limiter.CEILING + 1e-6);
  }

  @Test
  void holdsPeaksWithoutCuttingThemOff() {
    Sound tone = Tones.sine(300, 0.4, 0.5, 48_000);

    Sound loud = Limiter.amplify(tone, 8);

    assertThat(loud.peak()).isBetween(0.95 * Limiter.CEILING, Limiter.CEILING + 1e-6);
    assertThat(Tones.amplitude(loud, 900)).as("third harmonic").isLessThan(0.01);
    assertThat(SoundMeasures.of(loud).clippingShare()).isLessThan(0.001);
  }

  @Test
  void leavesSoftPartsAloneWherePeaksAreHeld() {
    float[] values = Tones.sine(300, 0.05, 1, 48_000).samples();
    for (int i = 24_000; i < 24_480; i++) {
      values[i] *= 30;
    }

    Sound limited = Limiter.amplify(Sound.of(values, 48_000), 1);

    assertThat(limited.slice(0, 12_000)).isEqualTo(Sound.of(values, 48_000).slice(0, 12_000));
    assertThat(limited.peak()).isLessThanOrEqualTo(Limiter.CEILING + 1e-6);
  }

  @Test
  void refusesAFactorThatIsNone() {
    Sound tone = Tones.sine(300, 0.05, 0.1, 8000);

    assertThatThrownBy(() -> Limiter.amplify(tone, -1))
        .hasMessage("factor -1.0; expected 0 or more");
    assertThatThrownBy(() -> Limiter.amplify(tone, Double.NaN))
        .hasMessage("factor NaN; expected 0 or more");
  }
}
