package com.ytempire.ml.inference.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Scores sequences of rows. */
public non-sealed interface SequenceEngine extends ModelEngine {
  /**
   * Scores one sequence.
   *
   * @param rows oldest first, at least one; of more than the manifest's {@code maxTokens} the
   *     newest count. Each has one number per column of the manifest's features
   * @return the outputs of the signature one after the other
   */
  CompletableFuture<float[]> score(float[][] rows, Duration timeout);
}
