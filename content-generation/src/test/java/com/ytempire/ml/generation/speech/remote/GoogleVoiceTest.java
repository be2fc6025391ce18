package com.ytempire.ml.generation.speech.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Pcm16;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.SpeechSettings;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.speech.remote.WireServer.Reply;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoogleVoiceTest extends RemoteVoiceTest {
  private static final String SSML =
      "<speak><s>Tom &amp; Ann <prosody rate=\"80%\" pitch=\"+1.65st\" volume=\"+1.6dB\">never"
          + "</prosody><break time=\"400ms\"/> agree.</s><break time=\"1000ms\"/><s>Why?</s></speak>";

  @Override
  Provider<SpeechPiece, Sound> voice(URI address, Secret key) {
    return new GoogleVoice(address, key, GoogleVoice.VOICES, CLOCK);
  }

  @Override
  Reply good(Sound sound) {
    String wav = Base64.getEncoder().encodeToString(SoundFormat.WAV.encode(sound));
    return Reply.json(200, "{\"audioContent\":\"" + wav + "\"}");
  }

  @Override
  String error(int status, String code) {
    return "{\"error\":{\"code\":%d,\"message\":\"Sorry.\",\"status\":\"%s\"}}"
        .formatted(status, code);
  }

  @Test
  void asksAsPublishedAndReadsTheContent() throws Exception {
    server.answers(good(VOICE));

    Made<Sound> made =
        voice().make(piece(Emotion.SERIOUS, SpeechSettings.DEFAULT, VoiceProfile.CUSTOM), TERMS);

    WireServer.Asked asked = server.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/v1/text:synthesize");
    assertThat(asked.headers().getFirst("X-Goog-Api-Key")).isEqualTo("key-0123456789");
    var json = new ObjectMapper();
    assertThat(json.readTree(asked.body()))
        .isEqualTo(
            json.readTree(
                """
                {"input": {"ssml": %s},
                 "voice": {"languageCode": "en-US", "name": "en-US-Neural2-C"},
                 "audioConfig": {"audioEncoding": "LINEAR16", "sampleRateHertz": 24000,
                                 "speakingRate": 0.94, "pitch": -1.071}}"""
                    .formatted(json.writeValueAsString(SSML))));
    assertThat(made.artefact()).isEqualTo(Pcm16.sound(Pcm16.bytes(VOICE), 24_000));
    assertThat(made.model()).isEqualTo("en-US-Neural2-C");
    assertThat(made.usage().characters()).isEqualTo(SSML.length());
  }

  @Test
  void readsTheTimeToWaitFromTheBody() {
    server.answers(
        Reply.json(
            429,
            """
            {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [
              {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT"},
              {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "2.500s"}]}}"""));

    ProviderException failure = failure();

    assertThat(failure.retryAfter()).contains(Duration.ofMillis(2500));
    assertThat(failure).hasMessage("google: status 429 (RESOURCE_EXHAUSTED)");
  }

  @Test
  void whatIsNoContentIsMalformed() {
    for (String body : List.of("{}", "[1", "{\"audioContent\":7}", "{\"audioContent\":\"%%%\"}")) {
      server.answers(Reply.json(200, body));
      assertThat(failure().reason()).as(body).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void contentThatIsBrokenOffIsMalformed() {
    byte[] wav = SoundFormat.WAV.encode(VOICE);
    String half = Base64.getEncoder().encodeToString(Arrays.copyOf(wav, 50_000));
    server.answers(Reply.json(200, "{\"audioContent\":\"" + half + "\"}"));

    assertThat(failure()).hasMessage("google: wav chunk of 96000 bytes; 49956 are there");
  }

  @Test
  void aPieceTooLongForTheServiceIsRefusedUnpaid() {
    SpeechPiece piece =
        new SpeechPiece(
            0,
            List.of(new Sentence(List.of(Run.plain("word ".repeat(1000))), Duration.ZERO)),
            VoiceProfile.CUSTOM,
            Emotion.NEUTRAL,
            SpeechSettings.DEFAULT,
            "",
            "");

    assertThatThrownBy(() -> voice().make(piece, TERMS))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessageMatching("google: 50\\d\\d bytes of ssml; at most 5000");
    assertThat(server.asked()).isEmpty();
  }
}
