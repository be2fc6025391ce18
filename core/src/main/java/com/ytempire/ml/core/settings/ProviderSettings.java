package com.ytempire.ml.core.settings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Keys of services that others run; null means that the provider is not used.
 *
 * @param openAi {@code OPENAI_API_KEY}
 * @param anthropic {@code ANTHROPIC_API_KEY}
 * @param elevenLabs {@code ELEVENLABS_API_KEY}
 * @param azureSpeech {@code AZURE_SPEECH_KEY}; only together with the region
 * @param azureSpeechRegion {@code AZURE_SPEECH_REGION}: where the speech resource is, such as
 *     {@code westeurope}, in small letters and digits
 * @param googleSpeech {@code GOOGLE_TTS_API_KEY}: of Google Text-to-Speech
 * @param stability {@code STABILITY_API_KEY}
 * @param huggingFace {@code HUGGINGFACE_API_KEY}
 */
public record ProviderSettings(
    @Nullable Secret openAi,
    @Nullable Secret anthropic,
    @Nullable Secret elevenLabs,
    @Nullable Secret azureSpeech,
    @Nullable String azureSpeechRegion,
    @Nullable Secret googleSpeech,
    @Nullable Secret stability,
    @Nullable Secret huggingFace)
    implements Serializable {

  static ProviderSettings from(Variables variables) {
    Secret azureSpeech = variables.secret("AZURE_SPEECH_KEY");
    String azureSpeechRegion =
        variables.optional(
            "AZURE_SPEECH_REGION", "2 to 40 small letters and digits", ProviderSettings::region);
    if ((azureSpeech == null) != (variables.text("AZURE_SPEECH_REGION") == null)) {
      variables.refuse(
          "AZURE_SPEECH_KEY and AZURE_SPEECH_REGION: one is missing; set both or neither");
    }
    return new ProviderSettings(
        variables.secret("OPENAI_API_KEY"),
        variables.secret("ANTHROPIC_API_KEY"),
        variables.secret("ELEVENLABS_API_KEY"),
        azureSpeech,
        azureSpeechRegion,
        variables.secret("GOOGLE_TTS_API_KEY"),
        variables.secret("STABILITY_API_KEY"),
        variables.secret("HUGGINGFACE_API_KEY"));
  }

  /** It becomes a part of the address that the key is sent to. */
  private static String region(String text) {
    if (!text.matches("[a-z0-9]{2,40}")) {
      throw new IllegalArgumentException("it is no region");
    }
    return text;
  }
}
