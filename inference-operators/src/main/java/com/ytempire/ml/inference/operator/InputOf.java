package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * Takes a model's input out of a record. Travels with the job, so it must hold no state.
 *
 * @param <I> record
 * @param <V> input: a row, a sequence of rows, a text
 */
@FunctionalInterface
public interface InputOf<I, V> extends Serializable {
  /**
   * How a version wants it; asked once per version and subtask.
   *
   * @param features what the version's columns are, in their order; empty for text
   * @return short, safe to call from any thread; throws an {@link IllegalArgumentException} for a
   *     record that lacks something
   * @throws IllegalArgumentException naming the feature that records do not have
   */
  Function<I, V> bind(List<String> features);
}
