package com.ytempire.ml.generation.speech.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.TimeStretch;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import com.ytempire.ml.generation.spoken.SpokenText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * ElevenLabs: {@code POST /v1/text-to-speech/{voice_id}}, for samples at 24,000 Hz, which every
 * subscription has.
 *
 * <p>Stability, similarity and style go as they are; an emotion lowers stability (excited to 70 %,
 * happy to 85 %, sad to 90 %), which lets the voice act, and has no other name there. Rate: the
 * service's speed of 0.7 to 1.2, and what lies beyond by stretching the sound here; pitch is
 * shifted here, as the service has none. Prosody of single words is not expressed; pauses are, up
 * to 3 s. The text before and after a piece goes along, so that the tone carries on; repeated calls
 * have one seed.
 *
 * <p>Safe to share; calls block.
 */
public final class ElevenLabsVoice implements Provider<SpeechPiece, Sound> {
  /** Where the service is. */
  public static final URI ADDRESS = URI.create("https://api.elevenlabs.io");

  /** The service's present model for long texts. */
  public static final String MODEL = "eleven_multilingual_v2";

  /**
   * Of the voices that every account has: Charlie, Daniel, Sarah, and Rachel for {@code custom}.
   */
  public static final Map<VoiceProfile, String> VOICES =
      Map.of(
          VoiceProfile.ENERGETIC_GAMER, "IKne3meq5aSn9XLyUDCD",
          VoiceProfile.CALM_EDUCATOR, "onwK4e9ZLuTAKqWW03F9",
          VoiceProfile.FRIENDLY_LIFESTYLE, "EXAVITQu4vr4xnSDxMaL",
          VoiceProfile.CUSTOM, "21m00Tcm4TlvDq8ikWAM");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RATE = 24_000;
  private static final double SLOWEST = 0.7;
  private static final double FASTEST = 1.2;
  private static final Duration LONGEST_BREAK = Duration.ofSeconds(3);
  private static final Set<String> MEDIA_TYPES =
      Set.of("audio/pcm", "audio/x-pcm", "audio/l16", "audio/raw", "application/octet-stream");

  private final URI address;
  private final Secret key;
  private final String model;
  private final Map<VoiceProfile, String> voices;
  private final VoiceHttp http;

  /**
   * @param address scheme, host and port, {@link #ADDRESS} but for tests and gateways
   * @param voices an id for each profile
   */
  public ElevenLabsVoice(
      URI address, Secret key, String model, Map<VoiceProfile, String> voices, Clock clock) {
    VoiceHttp.header("elevenlabs", key);
    this.address = address;
    this.key = key;
    this.model = model;
    this.voices = Voices.checked(voices, "[A-Za-z0-9]{1,64}");
    this.http = new VoiceHttp("elevenlabs", clock);
  }

  @Override
  public String name() {
    return "elevenlabs";
  }

  @Override
  public boolean isFree() {
    return false;
  }

  @Override
  public Made<Sound> make(SpeechPiece piece, CallTerms terms)
      throws ProviderException, InterruptedException {
    String text = text(piece.sentences());
    double rate = piece.manner().rate();
    double speed = Math.max(SLOWEST, Math.min(FASTEST, rate));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                address.resolve(
                    "/v1/text-to-speech/"
                        + Voices.of(voices, piece.profile())
                        + "?output_format=pcm_"
                        + RATE))
            .header("xi-api-key", key.reveal())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(piece, text, speed, terms).toString()));
    byte[] samples = http.send(request, terms.timeout(), MEDIA_TYPES);
    Sound sound = AnsweredSound.pcm(samples, RATE, piece, http);
    Sound tuned = TimeStretch.tuned(sound, rate / speed, piece.manner().pitch());
    return new Made<>(tuned, model, Usage.ofCharacters(text.length()));
  }

  private ObjectNode body(SpeechPiece piece, String text, double speed, CallTerms terms) {
    ObjectNode body = JSON.createObjectNode().put("text", text).put("model_id", model);
    body.putObject("voice_settings")
        .put("stability", rounded(piece.settings().stability() * steadiness(piece.emotion())))
        .put("similarity_boost", piece.settings().similarityBoost())
        .put("style", piece.settings().style())
        .put("use_speaker_boost", true)
        .put("speed", rounded(speed));
    if (!piece.before().isEmpty()) {
      body.put("previous_text", piece.before());
    }
    if (!piece.after().isEmpty()) {
      body.put("next_text", piece.after());
    }
    var seed = new CRC32();
    seed.update(terms.idempotencyKey().getBytes(StandardCharsets.UTF_8));
    return body.put("seed", seed.getValue());
  }

  private static double steadiness(Emotion emotion) {
    return switch (emotion) {
      case EXCITED -> 0.7;
      case HAPPY -> 0.85;
      case SAD -> 0.9;
      case NEUTRAL, SERIOUS -> 1;
    };
  }

  /** Words, and marks for pauses that punctuation does not make. */
  private static String text(List<Sentence> sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      for (Run run : sentence.runs()) {
        append(text, run.text());
        if (!run.pause().isZero()) {
          append(text, mark(run.pause()));
        }
      }
      boolean isUsual =
          sentence.pause().equals(SpokenText.SENTENCE_PAUSE) || sentence.pause().isZero();
      if (!isUsual && i < sentences.size() - 1) {
        append(text, mark(sentence.pause()));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String more) {
    if (!more.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(more);
    }
  }

  private static String mark(Duration pause) {
    Duration made = pause.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : pause;
    return String.format(Locale.ROOT, "<break time=\"%.2fs\" />", made.toMillis() / 1000.0);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
