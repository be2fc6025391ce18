package com.ytempire.ml.generation.speech.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Pcm16;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.SpeechSettings;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.speech.remote.WireServer.Reply;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElevenLabsVoiceTest extends RemoteVoiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT =
      "Tom & Ann never <break time=\"0.40s\" /> agree. <break time=\"1.00s\" /> Why?";

  @Override
  Provider<SpeechPiece, Sound> voice(URI address, Secret key) {
    return new ElevenLabsVoice(address, key, ElevenLabsVoice.MODEL, ElevenLabsVoice.VOICES, CLOCK);
  }

  @Override
  Reply good(Sound sound) {
    return Reply.of(200, "audio/pcm", Pcm16.bytes(sound));
  }

  @Override
  String error(int status, String code) {
    return "{\"detail\":{\"status\":\"%s\",\"message\":\"Sorry.\"}}".formatted(code);
  }

  @Test
  void asksAsPublishedAndReadsSamples() throws Exception {
    server.answers(good(VOICE));

    Made<Sound> made = voice().make(PIECE, TERMS);

    WireServer.Asked asked = server.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target())
        .isEqualTo("/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM?output_format=pcm_24000");
    assertThat(asked.headers().getFirst("xi-api-key")).isEqualTo("key-0123456789");
    assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
    JsonNode expected =
        JSON.readTree(
            """
            {"text": "Tom & Ann never <break time=\\"0.40s\\" /> agree. <break time=\\"1.00s\\" /> Why?",
             "model_id": "eleven_multilingual_v2",
             "voice_settings": {"stability": 0.75, "similarity_boost": 0.85, "style": 0.7,
                                "use_speaker_boost": true, "speed": 1.0},
             "previous_text": "Before.", "next_text": "After."}""");
    ObjectNode body = (ObjectNode) JSON.readTree(asked.body());
    assertThat(body.get("seed").asLong()).isBetween(0L, 4_294_967_295L);
    body.remove("seed");
    assertThat((JsonNode) body).isEqualTo(expected);
    assertThat(made.artefact()).isEqualTo(Pcm16.sound(Pcm16.bytes(VOICE), 24_000));
    assertThat(made.model()).isEqualTo("eleven_multilingual_v2");
    assertThat(made.usage()).isEqualTo(Usage.ofCharacters(TEXT.length()));
  }

  @Test
  void aRepeatedCallHasTheSameSeed() throws Exception {
    server.answers(good(VOICE));

    voice().make(PIECE, TERMS);
    voice().make(PIECE, TERMS);

    assertThat(server.asked().get(1).body()).isEqualTo(server.asked().get(0).body());
  }

  @Test
  void whatTheServiceCannotDoIsDoneHere() throws Exception {
    server.answers(good(VOICE));
    var settings = new SpeechSettings(1.8, 1, 1, 1, 0.85, 0);

    Made<Sound> made =
        voice().make(piece(Emotion.EXCITED, settings, VoiceProfile.ENERGETIC_GAMER), TERMS);

    JsonNode body = JSON.readTree(server.asked().get(0).body());
    assertThat(body.at("/voice_settings/speed").asDouble()).isEqualTo(1.2);
    assertThat(body.at("/voice_settings/stability").asDouble()).isEqualTo(0.7);
    assertThat(server.asked().get(0).target()).contains("/IKne3meq5aSn9XLyUDCD?");
    assertThat(made.artefact().duration().toMillis() / 2000.0).isCloseTo(1.2 / 1.8, within(0.001));
  }

  @Test
  void aFileInPlaceOfSamplesIsMalformed() {
    server.answers(Reply.of(200, "application/octet-stream", SoundFormat.WAV.encode(VOICE)));

    assertThat(failure()).hasMessage("elevenlabs: a file where samples are expected");
  }

  @Test
  void anOddNumberOfBytesIsMalformed() {
    byte[] odd = Arrays.copyOf(Pcm16.bytes(VOICE), 60_001);
    server.answers(Reply.of(200, "audio/pcm", odd));

    assertThat(failure())
        .hasMessage("elevenlabs: 60001 bytes of samples; expected a multiple of 2");
  }

  @Test
  void refusesAVoiceThatIsAPartOfAnAddress() {
    var voices = new EnumMap<>(ElevenLabsVoice.VOICES);
    voices.put(VoiceProfile.CUSTOM, "../other");

    assertThatThrownBy(
            () -> new ElevenLabsVoice(server.address(), KEY, "m", Map.copyOf(voices), CLOCK))
        .hasMessage("voice of custom '../other'; expected [A-Za-z0-9]{1,64}");
  }
}
