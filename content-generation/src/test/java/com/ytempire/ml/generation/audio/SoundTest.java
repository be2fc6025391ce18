package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoundTest {
  @Test
  void keepsItsSamplesWhenTheArrayChanges() {
    float[] values = {0.5f, -0.25f};
    Sound sound = Sound.of(values, 8000);

    values[0] = 1;
    sound.samples()[1] = 1;

    assertThat(sound).isEqualTo(Sound.of(new float[] {0.5f, -0.25f}, 8000));
    assertThat(sound.peak()).isEqualTo(0.5);
  }

  @Test
  void lastsAsLongAsItsSamples() {
    assertThat(Sound.silence(Duration.ofMillis(1500), 44_100).length()).isEqualTo(66_150);
    assertThat(Sound.silence(Duration.ofMillis(1500), 44_100).duration())
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void refusesRatesAndSamplesThatItCannotHave() {
    assertThatThrownBy(() -> Sound.of(new float[1], 7999))
        .hasMessage("sample rate 7999; expected 8000 to 48000 Hz");
    assertThatThrownBy(() -> Sound.of(new float[1], 48_001))
        .hasMessage("sample rate 48001; expected 8000 to 48000 Hz");
    assertThatThrownBy(() -> Sound.of(new float[] {0, Float.NaN}, 8000))
        .hasMessage("sample 1: NaN; expected a finite number");
  }
}
