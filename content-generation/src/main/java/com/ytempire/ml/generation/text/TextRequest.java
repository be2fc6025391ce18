package com.ytempire.ml.generation.text;

/**
 * A text that is asked for.
 *
 * @param system how the model is to behave; may be empty
 * @param prompt what it is to write, not blank
 * @param maxTokens longest answer, 1 to 200,000 tokens
 * @param temperature how freely it chooses, 0 to 2; services that end at 1 get at most 1
 * @param topP the share of likely words that it chooses from, 0 to 1
 * @param format what the answer is
 */
public record TextRequest(
    String system, String prompt, int maxTokens, double temperature, double topP, Format format) {

  /** What an answer is. */
  public enum Format {
    PLAIN,
    /**
     * One JSON object. Services that can be held to it are; the prompt has to say so all the same.
     */
    JSON
  }

  public TextRequest {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("prompt: blank; expected a text");
    }
    if (maxTokens < 1 || maxTokens > 200_000) {
      throw new IllegalArgumentException(
          "max_tokens: %d; expected 1 to 200,000".formatted(maxTokens));
    }
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("temperature: %s; expected 0 to 2".formatted(temperature));
    }
    if (!(topP >= 0 && topP <= 1)) {
      throw new IllegalArgumentException("top_p: %s; expected 0 to 1".formatted(topP));
    }
  }
}
