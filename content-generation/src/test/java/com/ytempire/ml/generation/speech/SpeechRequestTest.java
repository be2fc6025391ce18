package com.ytempire.ml.generation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.VoiceSettings.Provider;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.spoken.SpokenText;
import com.ytempire.ml.generation.spoken.SsmlException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechRequestTest {
  @Test
  void saysWhatItsTextSays() {
    SpeechRequest request = request("It costs $5. Wow!", 44_100, false);

    assertThat(request.sentences()).isEqualTo(SpokenText.sentences("It costs $5. Wow!"));
    assertThat(request.words()).isEqualTo(5);
  }

  @Test
  void readsMarkupOnlyWhenToldTo() {
    assertThat(request("<speak>One <break/> two</speak>", 8000, true).words()).isEqualTo(2);
    assertThatThrownBy(() -> request("One two", 8000, true)).isInstanceOf(SsmlException.class);
  }

  @Test
  void refusesWhatIsNotAllowed() {
    refused(
        () -> request(" ", 8000, false),
        "text of 1 characters; expected 1 to 100000 and not only blanks");
    refused(
        () -> request("a".repeat(100_001), 8000, false),
        "text of 100001 characters; expected 1 to 100000 and not only blanks");
    refused(
        () -> request("?! ...", 8000, false), "text: nothing to say; expected at least one word");
    refused(
        () -> request("<speak/>", 8000, true), "text: nothing to say; expected at least one word");
    refused(() -> request("a", 7999, false), "sample_rate 7999; expected 8000 to 48000 Hz");
    refused(() -> request("a", 96_000, false), "sample_rate 96000; expected 8000 to 48000 Hz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.4 | 1 | 1 | 0 | 0 | 0 | settings.speed 0.4; expected 0.5 to 2.0",
        "1 | 2.1 | 1 | 0 | 0 | 0 | settings.pitch 2.1; expected 0.5 to 2.0",
        "1 | 1 | 0 | 0 | 0 | 0 | settings.volume 0.0; expected 0.1 to 2.0",
        "1 | 1 | 1 | -0.1 | 0 | 0 | settings.stability -0.1; expected 0.0 to 1.0",
        "1 | 1 | 1 | 0 | 1.1 | 0 | settings.similarity_boost 1.1; expected 0.0 to 1.0",
        "1 | 1 | 1 | 0 | 0 | NaN | settings.style NaN; expected 0.0 to 1.0",
      })
  void settingsHaveTheirRanges(
      double speed,
      double pitch,
      double volume,
      double stability,
      double similarity,
      double style,
      String message) {
    refused(() -> new SpeechSettings(speed, pitch, volume, stability, similarity, style), message);
  }

  @Test
  void refusesASpeechThatWouldBeTooLong() {
    SpeechRequest request = request("word ".repeat(300), 8000, false);

    assertThat(request.requireWithin(Duration.ofSeconds(120))).isEqualTo(Duration.ofSeconds(120));
    refused(
        () -> request.requireWithin(Duration.ofSeconds(119)),
        "text of 300 words, about 120 s; expected at most 119 s of speech");
  }

  @Test
  void styleSaysHowStronglyProfileAndEmotionAreHeard() {
    SpeechPiece usual = piece(SpeechSettings.DEFAULT);
    SpeechPiece none = piece(new SpeechSettings(1, 1, 1, 0.75, 0.85, 0));
    SpeechPiece fast = piece(new SpeechSettings(2, 0.5, 1, 0.75, 0.85, 0));

    assertThat(usual.manner().rate()).isEqualTo(1.12 * 1.15);
    assertThat(none.manner()).isEqualTo(Manner.PLAIN);
    assertThat(fast.manner()).isEqualTo(new Manner(2, 0.5, 1));
  }

  private static SpeechPiece piece(SpeechSettings settings) {
    return new SpeechPiece(
        0,
        SpokenText.sentences("One."),
        VoiceProfile.ENERGETIC_GAMER,
        Emotion.EXCITED,
        settings,
        "",
        "");
  }

  private static SpeechRequest request(String text, int rate, boolean isSsml) {
    return new SpeechRequest(
        text,
        VoiceProfile.CUSTOM,
        Provider.LOCAL,
        SpeechSettings.DEFAULT,
        SoundFormat.MP3,
        rate,
        isSsml,
        Emotion.NEUTRAL);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
