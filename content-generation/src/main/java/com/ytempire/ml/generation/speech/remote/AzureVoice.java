package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.Manner;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.spoken.Prosody;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Azure Speech: {@code POST /cognitiveservices/v1} with SSML, for a wav of 24,000 Hz.
 *
 * <p>Happy, sad and excited are the service's styles cheerful, sad and excited, as strong as twice
 * {@code style}, and then do not move rate and pitch as well; a serious mood, which the voices have
 * no style for, and the profile move rate and pitch. The service takes rates of 0.5 to 2 and
 * pitches of 0.5 to 1.5; what lies beyond ends there. {@code stability} and {@code
 * similarity_boost} have no meaning.
 *
 * <p>Safe to share; calls block.
 */
public final class AzureVoice implements Provider<SpeechPiece, Sound> {
  /** Voices that have the styles used here; Aria for {@code custom}. */
  public static final Map<VoiceProfile, String> VOICES =
      Map.of(
          VoiceProfile.ENERGETIC_GAMER, "en-US-JasonNeural",
          VoiceProfile.CALM_EDUCATOR, "en-US-GuyNeural",
          VoiceProfile.FRIENDLY_LIFESTYLE, "en-US-JennyNeural",
          VoiceProfile.CUSTOM, "en-US-AriaNeural");

  private static final String FORMAT = "riff-24khz-16bit-mono-pcm";
  private static final Set<String> MEDIA_TYPES =
      Set.of("audio/x-wav", "audio/wav", "audio/wave", "audio/vnd.wave");

  private final URI address;
  private final Secret key;
  private final Map<VoiceProfile, String> voices;
  private final VoiceHttp http;

  /**
   * @param address scheme, host and port, {@link #address(String)} but for tests and gateways
   * @param voices a name for each profile
   */
  public AzureVoice(URI address, Secret key, Map<VoiceProfile, String> voices, Clock clock) {
    VoiceHttp.header("azure", key);
    this.address = address;
    this.key = key;
    this.voices = Voices.checked(voices, "[A-Za-z0-9:-]{1,100}");
    this.http = new VoiceHttp("azure", clock);
  }

  /**
   * Where the service is.
   *
   * @param region such as {@code westeurope}
   */
  public static URI address(String region) {
    if (!region.matches("[a-z0-9]{2,40}")) {
      throw new IllegalArgumentException(
          "region '%s'; expected small letters and digits".formatted(region));
    }
    return URI.create("https://" + region + ".tts.speech.microsoft.com");
  }

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public boolean isFree() {
    return false;
  }

  @Override
  public Made<Sound> make(SpeechPiece piece, CallTerms terms)
      throws ProviderException, InterruptedException {
    String voice = Voices.of(voices, piece.profile());
    String inner = inner(piece);
    String document =
        """
        <speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" \
        xmlns:mstts="https://www.w3.org/2001/mstts" xml:lang="en-US">\
        <voice name="%s">%s</voice></speak>"""
            .formatted(voice, inner);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/cognitiveservices/v1"))
            .header("Ocp-Apim-Subscription-Key", key.reveal())
            .header("Content-Type", "application/ssml+xml")
            .header("X-Microsoft-OutputFormat", FORMAT)
            .header("User-Agent", "ytempire-ml")
            .POST(BodyPublishers.ofString(document));
    byte[] wav = http.send(request, terms.timeout(), MEDIA_TYPES);
    // The service charges for what stands within the voice, markup included.
    return new Made<>(
        AnsweredSound.wav(wav, piece, http), voice, Usage.ofCharacters(inner.length()));
  }

  private static String inner(SpeechPiece piece) {
    String style = style(piece.emotion());
    double strength = piece.settings().style();
    Manner manner = piece.manner();
    if (!style.isEmpty()) {
      // The style speaks for the emotion; only the profile moves rate and pitch.
      Manner emotion = piece.emotion().manner().strengthened(piece.strength());
      manner = new Manner(manner.rate() / emotion.rate(), manner.pitch() / emotion.pitch(), 1);
    }
    var prosody =
        new Prosody(
            Math.max(0.5, Math.min(2, manner.rate())),
            Math.max(0.5, Math.min(1.5, manner.pitch())),
            1);
    String said =
        "<prosody%s>%s</prosody>"
            .formatted(
                SsmlDialect.AZURE.prosody(prosody), SsmlDialect.AZURE.body(piece.sentences()));
    return style.isEmpty() || strength == 0
        ? said
        : String.format(
            Locale.ROOT,
            "<mstts:express-as style=\"%s\" styledegree=\"%.2f\">%s</mstts:express-as>",
            style,
            Math.max(0.01, 2 * strength),
            said);
  }

  private static String style(Emotion emotion) {
    return switch (emotion) {
      case HAPPY -> "cheerful";
      case SAD -> "sad";
      case EXCITED -> "excited";
      case NEUTRAL, SERIOUS -> "";
    };
  }
}
