package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundQualityTest {
  private static final long SEED = 7;
  private static final Sound CLEAN = Loudness.levelled(Tones.syllables(4, 24_000), Loudness.TARGET);

  @Test
  void aCleanSoundScoresHigh() {
    assertThat(score(CLEAN)).as("%s", SoundMeasures.of(CLEAN)).isGreaterThan(0.9);
  }

  @Test
  void aClippedTwinScoresLower() {
    Sound clipped = clipped(CLEAN, 4);

    SoundMeasures measures = SoundMeasures.of(clipped);

    assertThat(measures.clippingShare()).isGreaterThan(0.02);
    assertThat(score(clipped)).isLessThan(score(CLEAN) - 0.3);
  }

  @Test
  void clippingIsFoundAfterTheSoundWasTurnedDown() {
    Sound quieter = clipped(CLEAN, 4).scaled(0.5);

    assertThat(SoundMeasures.of(quieter).clippingShare()).isGreaterThan(0.02);
  }

  @Test
  void clippingIsFoundAfterAFileOf16Bits() throws UnreadableSoundException {
    Sound read = SoundFormat.WAV.decode(SoundFormat.WAV.encode(clipped(CLEAN, 4)));

    assertThat(SoundMeasures.of(read).clippingShare())
        .isCloseTo(SoundMeasures.of(clipped(CLEAN, 4)).clippingShare(), within(0.005));
    assertThat(
            SoundMeasures.of(SoundFormat.WAV.decode(SoundFormat.WAV.encode(CLEAN))).clippingShare())
        .isLessThan(0.001);
  }

  @Test
  void anAlmostSilentTwinScoresLower() {
    Sound silent = CLEAN.scaled(0.004);

    SoundMeasures measures = SoundMeasures.of(silent);

    assertThat(measures.silenceShare()).isEqualTo(1);
    assertThat(score(silent)).isZero();
  }

  @Test
  void aTwinWithLongGapsScoresLower() {
    float[] values = new float[6 * CLEAN.length()];
    System.arraycopy(CLEAN.samples(), 0, values, 0, CLEAN.length());

    assertThat(score(Sound.of(values, 24_000))).isLessThan(score(CLEAN) - 0.3);
  }

  @Test
  void aNoisyTwinScoresLower() {
    Sound noisy = Tones.plusNoise(CLEAN, 0.05, SEED);

    SoundMeasures measures = SoundMeasures.of(noisy);

    assertThat(measures.noiseFloor()).as("seed %d", SEED).isCloseTo(-26, within(1.5));
    assertThat(score(noisy)).as("seed %d", SEED).isLessThan(score(CLEAN) - 0.3);
  }

  @Test
  void measuresWhatIsKnownOfATone() {
    SoundMeasures measures = SoundMeasures.of(Tones.sine(997, 0.5, 2, 48_000));

    assertThat(measures.duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(measures.peak()).isCloseTo(-6.02, within(0.01));
    assertThat(measures.loudness()).isCloseTo(-9.03, within(0.05));
    assertThat(measures.range()).as("a steady tone counts as noise").isNegative();
    assertThat(measures.clippingShare()).isLessThan(0.0005);
    assertThat(measures.silenceShare()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 24_000, 48_000})
  void readsTheLevelOfWhiteNoise(int rate) {
    Sound noise = Tones.plusNoise(Sound.silence(Duration.ofSeconds(4), rate), 0.01, SEED);

    assertThat(SoundMeasures.of(noise).noiseFloor())
        .as("seed %d", SEED)
        .isCloseTo(-40, within(1.0));
  }

  @Test
  void nothingIsWorthNothing() {
    assertThat(score(Sound.silence(Duration.ZERO, 8000))).isZero();
    assertThat(score(Sound.silence(Duration.ofSeconds(1), 8000))).isZero();
  }

  private static double score(Sound sound) {
    return SoundQuality.of(SoundMeasures.of(sound)).score();
  }

  private static Sound clipped(Sound sound, double factor) {
    float[] values = sound.scaled(factor).samples();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-1, Math.min(1, values[i]));
    }
    return Sound.of(values, sound.sampleRate());
  }
}
