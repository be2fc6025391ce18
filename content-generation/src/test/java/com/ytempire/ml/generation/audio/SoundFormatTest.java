package com.ytempire.ml.generation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SoundFormatTest {
  private static final int[] USUAL = {
    8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000
  };

  @ParameterizedTest
  @EnumSource(SoundFormat.class)
  void whatIsWrittenAtAnyRateSoundsTheSameWhenRead(SoundFormat format) throws Exception {
    for (int rate : USUAL) {
      Sound tone = Tones.sine(700, 0.4, 1, rate);

      Sound read = format.decode(format.encode(tone));

      assertThat(read.sampleRate()).as("%d Hz", rate).isEqualTo(format.rateFor(rate));
      Sound middle = read.slice(read.length() / 4, read.length() * 3 / 4);
      // The encoder of mp3 turns the sound down by 5 % at low bit rates.
      assertThat(Tones.amplitude(middle, 700)).as("%d Hz", rate).isCloseTo(0.4, within(0.025));
      double seconds = read.duration().toNanos() / 1e9;
      double longer = format == SoundFormat.MP3 ? 0.25 : 1e-4;
      assertThat(seconds).as("%d Hz", rate).isBetween(1 - 1e-4, 1 + longer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MP3, 8000, 8000", "MP3, 9000, 11025", "MP3, 44100, 44100", "MP3, 32001, 44100",
    "OGG, 8000, 8000", "OGG, 22050, 24000", "OGG, 44100, 48000", "OGG, 11025, 12000",
    "WAV, 12345, 12345", "WAV, 48000, 48000"
  })
  void mapsARateThatAFormatDoesNotHaveToTheNextHigherOne(SoundFormat format, int asked, int given) {
    assertThat(format.rateFor(asked)).isEqualTo(given);
  }

  @Test
  void refusesRatesOutOfRange() {
    assertThatThrownBy(() -> SoundFormat.OGG.rateFor(96_000))
        .hasMessage("sample rate 96000; expected 8000 to 48000 Hz");
  }

  @Test
  void wavIsReadByTheJdkToo() throws Exception {
    Sound tone = Tones.sine(700, 0.4, 0.5, 22_050);

    AudioInputStream read =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(SoundFormat.WAV.encode(tone)));

    assertThat(read.getFormat().getSampleRate()).isEqualTo(22_050);
    assertThat(read.getFrameLength()).isEqualTo(11_025);
    assertThat(read.readAllBytes()).isEqualTo(Pcm16.bytes(tone));
  }

  @Test
  void wavOfSeveralChannelsAndOpenLengthIsRead() throws Exception {
    byte[] stereo = SoundFormat.WAV.encode(Sound.of(new float[] {0.5f, 0.1f, -0.5f, -0.1f}, 8000));
    stereo[22] = 2;
    Arrays.fill(stereo, 40, 44, (byte) 0xff);

    Sound read = SoundFormat.WAV.decode(stereo);

    assertThat(read.samples()[0]).isCloseTo(0.3f, within(1e-4f));
    assertThat(read.samples()[1]).isCloseTo(-0.3f, within(1e-4f));
    assertThat(read.length()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(SoundFormat.class)
  void writesTheSameBytesEachTime(SoundFormat format) {
    Sound tone = Tones.syllables(0.5, 24_000);

    byte[] first = format.encode(tone);
    byte[] second = format.encode(tone);

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(SoundFormat.class)
  void bytesThatAreNoSoundAreRefused(SoundFormat format) {
    byte[] noise = new byte[4000];
    new Random(11).nextBytes(noise);

    assertThatThrownBy(() -> format.decode(noise)).isInstanceOf(UnreadableSoundException.class);
    assertThatThrownBy(() -> format.decode(new byte[0]))
        .isInstanceOf(UnreadableSoundException.class);
  }

  @Test
  void aWavThatIsBrokenOffIsRefused() {
    byte[] whole = SoundFormat.WAV.encode(Tones.sine(700, 0.4, 0.5, 8000));

    assertThatThrownBy(() -> SoundFormat.WAV.decode(Arrays.copyOf(whole, 5000)))
        .isInstanceOf(UnreadableSoundException.class)
        .hasMessage("wav chunk of 8000 bytes; 4956 are there");
  }

  @ParameterizedTest
  @EnumSource(SoundFormat.class)
  void anEmptySoundIsStillAFile(SoundFormat format) {
    assertThat(format.encode(Sound.of(new float[0], 16_000))).isNotNull();
  }
}
