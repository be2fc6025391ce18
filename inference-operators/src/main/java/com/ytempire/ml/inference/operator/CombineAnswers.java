package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import java.util.Map;

/**
 * Puts a record and what all its models answered together. Called on an engine's thread, so it must
 * be short and hold no state. What it throws fails the job.
 *
 * @param <I> record
 * @param <O> result
 */
@FunctionalInterface
public interface CombineAnswers<I, O> extends Serializable {
  /**
   * @param answers one per model, by the model's name
   */
  O combine(I input, Map<String, ModelAnswer> answers);
}
