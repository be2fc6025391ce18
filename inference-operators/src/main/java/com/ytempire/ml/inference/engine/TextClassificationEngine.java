package com.ytempire.ml.inference.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Tells how likely each label fits a text. */
public non-sealed interface TextClassificationEngine extends ModelEngine {
  /**
   * Classifies one text.
   *
   * @param text at least one character that is not white space; cut at the manifest's {@code
   *     maxTokens}
   * @return probabilities in the order of the manifest's labels; their sum is 1
   */
  CompletableFuture<double[]> classify(String text, Duration timeout);
}
