package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({
    "48000, 44100",
    "44100, 48000",
    "48000, 8000",
    "8000, 48000",
    "24000, 22050",
    "16000, 11025",
    "47999, 48000",
    "22050, 8001"
  })
  void keepsDurationAndWhatBothRatesHold(int from, int to) {
    Sound tone = Tones.sine(1000, 0.5, 0.5, from);

    Sound changed = Resampler.resample(tone, to);

    assertThat(changed.sampleRate()).isEqualTo(to);
    assertThat(changed.length()).isCloseTo(to / 2, within(1));
    assertThat(Tones.amplitude(changed, 1000)).isCloseTo(0.5, within(0.001));
  }

  @Test
  void removesWhatTheLowerRateWouldFoldBack() {
    Sound high = Tones.sine(5000, 0.5, 0.5, 48_000);

    Sound changed = Resampler.resample(high, 8000);

    assertThat(Tones.amplitude(changed, 3000)).isLessThan(0.5e-4);
    assertThat(changed.slice(400, changed.length() - 400).peak()).isLessThan(1e-3);
  }

  @Test
  void leavesNoImageWhenTheRateGoesUp() {
    Sound changed = Resampler.resample(Tones.sine(3000, 0.5, 0.5, 8000), 48_000);

    assertThat(Tones.amplitude(changed, 3000)).isCloseTo(0.5, within(0.001));
    assertThat(Tones.amplitude(changed, 5000)).isLessThan(0.5e-4);
  }

  @Test
  void theSameRateIsTheSameSound() {
    Sound tone = Tones.sine(440, 0.3, 0.1, 16_000);

    assertThat(Resampler.resample(tone, 16_000)).isSameAs(tone);
    assertThat(Resampler.resample(tone.slice(0, 0), 8000).isEmpty()).isTrue();
  }
}
