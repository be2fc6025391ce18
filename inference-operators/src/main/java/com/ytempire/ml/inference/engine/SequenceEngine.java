package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  /**
   * Answers a request of one or more sequences, as {@link #infer} does, but of any lengths and
   * without a mask.
   *
   * @param sequences at least one, each as for {@link #score}
   * @return every output of the signature, by name, in the order of the sequences
   */
  CompletableFuture<Map<String, Tensor>> inferAll(List<float[][]> sequences, Duration timeout);
}
