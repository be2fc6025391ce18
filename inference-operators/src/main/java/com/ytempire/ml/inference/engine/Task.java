package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.BatchModel;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.util.List;
import java.util.Map;

/**
 * A loaded model without its queue: makes rows out of a request, runs batches of rows, and puts
 * their results together again. A row's result does not depend on the rows beside it. Safe to
 * share.
 *
 * @param <I> one row
 * @param <O> its result
 */
interface Task<I, O> extends BatchModel<I, O>, AutoCloseable {
  /** {@code CPU}, or {@code CUDA:} and a number. */
  String device();

  Variant variant();

  /**
   * The rows of a request.
   *
   * @throws InferenceException with {@code INVALID_INPUT}, naming the tensor, the value and what is
   *     allowed
   */
  List<I> rows(Map<String, Tensor> inputs);

  /** Size of a row in the unit that padding costs. */
  int length(I row);

  /** The results of a request's rows, at least one, as its outputs. */
  Map<String, Tensor> join(List<O> results);

  /** Lengths of rows that should be run once before callers come, shortest first. */
  List<Integer> lengthsToWarmUp();

  /** A row of one of these lengths. */
  I sample(int length);

  @Override
  void close();
}
