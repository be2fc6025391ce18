package com.ytempire.ml.generation.speech.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.VoiceProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Google Text-to-Speech: {@code POST /v1/text:synthesize} with SSML, for LINEAR16 at 24,000 Hz,
 * which is a wav in base64.
 *
 * <p>Profile, emotion, speed and pitch are the service's speaking rate (0.25 to 2) and pitch (-20
 * to 20 semitones); what lies beyond ends there. There are no styles; {@code stability} and {@code
 * similarity_boost} have no meaning. The service takes 5,000 bytes of SSML a call; a longer piece
 * is refused here, unpaid.
 *
 * <p>Safe to share; calls block.
 */
public final class GoogleVoice implements Provider<SpeechPiece, Sound> {
  /** Where the service is. */
  public static final URI ADDRESS = URI.create("https://texttospeech.googleapis.com");

  /** Two men's and two women's voices of the same generation. */
  public static final Map<VoiceProfile, String> VOICES =
      Map.of(
          VoiceProfile.ENERGETIC_GAMER, "en-US-Neural2-J",
          VoiceProfile.CALM_EDUCATOR, "en-US-Neural2-D",
          VoiceProfile.FRIENDLY_LIFESTYLE, "en-US-Neural2-F",
          VoiceProfile.CUSTOM, "en-US-Neural2-C");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RATE = 24_000;
  private static final int MOST_BYTES = 5000;
  private static final Set<String> MEDIA_TYPES = Set.of("application/json");

  private final URI address;
  private final Secret key;
  private final Map<VoiceProfile, String> voices;
  private final VoiceHttp http;

  /**
   * @param address scheme, host and port, {@link #ADDRESS} but for tests and gateways
   * @param voices a name for each profile, which begins with its language
   */
  public GoogleVoice(URI address, Secret key, Map<VoiceProfile, String> voices, Clock clock) {
    VoiceHttp.header("google", key);
    this.address = address;
    this.key = key;
    this.voices = Voices.checked(voices, "[a-z]{2,3}-[A-Z]{2}-[A-Za-z0-9-]{1,60}");
    this.http = new VoiceHttp("google", clock);
  }

  @Override
  public String name() {
    return "google";
  }

  @Override
  public boolean isFree() {
    return false;
  }

  @Override
  public Made<Sound> make(SpeechPiece piece, CallTerms terms)
      throws ProviderException, InterruptedException {
    String ssml = "<speak>" + SsmlDialect.GOOGLE.body(piece.sentences()) + "</speak>";
    int bytes = ssml.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new ProviderException(
          Reason.REFUSED,
          "google: %d bytes of ssml; at most %d".formatted(bytes, MOST_BYTES),
          null);
    }
    String voice = Voices.of(voices, piece.profile());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/v1/text:synthesize"))
            .header("X-Goog-Api-Key", key.reveal())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body(piece, ssml, voice).toString()));
    byte[] wav = content(http.send(request, terms.timeout(), MEDIA_TYPES));
    // The service charges for markup too.
    return new Made<>(
        AnsweredSound.wav(wav, piece, http), voice, Usage.ofCharacters(ssml.length()));
  }

  private static ObjectNode body(SpeechPiece piece, String ssml, String voice) {
    double semitones = 12 * Math.log(piece.manner().pitch()) / Math.log(2);
    ObjectNode body = JSON.createObjectNode();
    body.putObject("input").put("ssml", ssml);
    body.putObject("voice")
        .put("languageCode", voice.substring(0, voice.indexOf('-', voice.indexOf('-') + 1)))
        .put("name", voice);
    body.putObject("audioConfig")
        .put("audioEncoding", "LINEAR16")
        .put("sampleRateHertz", RATE)
        .put("speakingRate", rounded(Math.max(0.25, Math.min(2, piece.manner().rate()))))
        .put("pitch", rounded(Math.max(-20, Math.min(20, semitones))));
    return body;
  }

  private byte[] content(byte[] answer) throws ProviderException {
    try {
      JsonNode content = JSON.readTree(answer).path("audioContent");
      if (!content.isTextual()) {
        throw http.malformed("answer without audioContent", null);
      }
      return Base64.getDecoder().decode(content.asText());
    } catch (IOException | IllegalArgumentException e) {
      throw http.malformed("answer that is no JSON with base64", null);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
