package com.ytempire.ml.generation.speech.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Pcm16;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.SpeechSettings;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.speech.remote.WireServer.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AzureVoiceTest extends RemoteVoiceTest {
  private static final String SENTENCES =
      "<s>Tom &amp; Ann <prosody rate=\"-20.0%\" pitch=\"+10.0%\" volume=\"+20.0%\">never</prosody>"
          + "<break time=\"400ms\"/> agree.</s><break time=\"1000ms\"/><s>Why?</s>";

  @Override
  Provider<SpeechPiece, Sound> voice(URI address, Secret key) {
    return new AzureVoice(address, key, AzureVoice.VOICES, CLOCK);
  }

  @Override
  Reply good(Sound sound) {
    return Reply.of(200, "audio/x-wav", SoundFormat.WAV.encode(sound));
  }

  @Override
  String error(int status, String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"Sorry.\"}}".formatted(code);
  }

  @Test
  void asksAsPublishedAndReadsTheWav() throws Exception {
    server.answers(good(VOICE));

    Made<Sound> made = voice().make(PIECE, TERMS);

    WireServer.Asked asked = server.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/cognitiveservices/v1");
    assertThat(asked.headers().getFirst("Ocp-Apim-Subscription-Key")).isEqualTo("key-0123456789");
    assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/ssml+xml");
    assertThat(asked.headers().getFirst("X-Microsoft-OutputFormat"))
        .isEqualTo("riff-24khz-16bit-mono-pcm");
    assertThat(asked.headers().getFirst("User-Agent")).isEqualTo("ytempire-ml");
    String inner = "<prosody>" + SENTENCES + "</prosody>";
    assertThat(asked.body())
        .isEqualTo(
            "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\""
                + " xmlns:mstts=\"https://www.w3.org/2001/mstts\" xml:lang=\"en-US\">"
                + "<voice name=\"en-US-AriaNeural\">"
                + inner
                + "</voice></speak>");
    assertThat(made.artefact()).isEqualTo(Pcm16.sound(Pcm16.bytes(VOICE), 24_000));
    assertThat(made.model()).isEqualTo("en-US-AriaNeural");
    assertThat(made.usage().characters()).isEqualTo(inner.length());
  }

  @Test
  void anEmotionIsAStyleAndTheProfileMovesRateAndPitch() throws Exception {
    server.answers(good(VOICE));

    voice().make(piece(Emotion.HAPPY, SpeechSettings.DEFAULT, VoiceProfile.ENERGETIC_GAMER), TERMS);

    assertThat(server.asked().get(0).body())
        .contains(
            "<voice name=\"en-US-JasonNeural\">"
                + "<mstts:express-as style=\"cheerful\" styledegree=\"1.40\">"
                + "<prosody rate=\"+12.0%\" pitch=\"+6.0%\">");
  }

  @Test
  void aSeriousMoodMovesRateAndPitch() throws Exception {
    server.answers(good(VOICE));

    voice().make(piece(Emotion.SERIOUS, SpeechSettings.DEFAULT, VoiceProfile.CUSTOM), TERMS);

    assertThat(server.asked().get(0).body())
        .contains("<prosody rate=\"-6.0%\" pitch=\"-6.0%\">")
        .doesNotContain("express-as");
  }

  @Test
  void whatIsNoWavIsMalformed() {
    server.answers(Reply.of(200, "audio/x-wav", new byte[5000]));

    assertThat(failure()).hasMessage("azure: no RIFF WAVE header");
  }

  @Test
  void refusesARegionThatIsAnotherHost() {
    assertThat(AzureVoice.address("westeurope"))
        .isEqualTo(URI.create("https://westeurope.tts.speech.microsoft.com"));
    assertThatThrownBy(() -> AzureVoice.address("evil.example/"))
        .hasMessage("region 'evil.example/'; expected small letters and digits");
  }
}
