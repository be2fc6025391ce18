package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * Writing of scripts.
 *
 * @param provider {@code SCRIPT_MODEL_PROVIDER}: who is asked first, default {@code openai}
 * @param modelName {@code SCRIPT_MODEL_NAME}: the provider's name of the model, default {@code
 *     gpt-4}
 * @param maxTokens {@code SCRIPT_MAX_TOKENS}: longest answer, 1 to 200,000 tokens, default 2000
 * @param temperature {@code SCRIPT_TEMPERATURE}: 0 to 2, default 0.7
 * @param topP {@code SCRIPT_TOP_P}: 0 to 1, default 0.9
 */
public record ScriptSettings(
    Provider provider, String modelName, int maxTokens, double temperature, double topP)
    implements Serializable {

  /** Who writes. */
  public enum Provider {
    OPENAI,
    ANTHROPIC,
    HUGGINGFACE,
    /** This process: no key and no network. */
    LOCAL
  }

  static ScriptSettings from(Variables variables) {
    return new ScriptSettings(
        variables.choice("SCRIPT_MODEL_PROVIDER", Provider.OPENAI),
        variables.textOr("SCRIPT_MODEL_NAME", "gpt-4"),
        variables.integer("SCRIPT_MAX_TOKENS", 2000, 1, 200_000),
        variables.number("SCRIPT_TEMPERATURE", 0.7, 0, 2),
        variables.number("SCRIPT_TOP_P", 0.9, 0, 1));
  }
}
