package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record and what was found out about its title together. Called on the engine's threads or
 * the task's, and perhaps twice for one record when it times out, so it must be short and hold no
 * state.
 *
 * @param <I> record
 * @param <O> result
 */
@FunctionalInterface
public interface WithTextFeatures<I, O> extends Serializable {
  /**
   * @param embedding of length 1, shared and not to be changed; null when the title has no words,
   *     when it was not asked for, or when it failed
   * @param sentiment in [−1, 1]; NaN in the same cases
   * @param failure why something that was asked for is missing, or null
   */
  O combine(I input, float @Nullable [] embedding, double sentiment, @Nullable String failure);
}
