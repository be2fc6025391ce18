package com.ytempire.ml.inference.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Turns texts into vectors. */
public non-sealed interface TextEmbeddingEngine extends ModelEngine {
  /**
   * Embeds one text.
   *
   * @param text at least one character that is not white space; cut at the manifest's {@code
   *     maxTokens}
   * @return a vector of length 1
   */
  CompletableFuture<float[]> embed(String text, Duration timeout);
}
