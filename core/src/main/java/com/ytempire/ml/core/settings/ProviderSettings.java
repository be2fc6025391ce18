package com.ytempire.ml.core.settings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Keys of services that others run; null means that the provider is not used.
 *
 * @param openAi {@code OPENAI_API_KEY}
 * @param anthropic {@code ANTHROPIC_API_KEY}
 * @param elevenLabs {@code ELEVENLABS_API_KEY}
 * @param stability {@code STABILITY_API_KEY}
 * @param huggingFace {@code HUGGINGFACE_API_KEY}
 */
public record ProviderSettings(
    @Nullable Secret openAi,
    @Nullable Secret anthropic,
    @Nullable Secret elevenLabs,
    @Nullable Secret stability,
    @Nullable Secret huggingFace)
    implements Serializable {

  static ProviderSettings from(Variables variables) {
    return new ProviderSettings(
        variables.secret("OPENAI_API_KEY"),
        variables.secret("ANTHROPIC_API_KEY"),
        variables.secret("ELEVENLABS_API_KEY"),
        variables.secret("STABILITY_API_KEY"),
        variables.secret("HUGGINGFACE_API_KEY"));
  }
}
