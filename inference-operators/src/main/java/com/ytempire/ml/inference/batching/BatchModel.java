package com.ytempire.ml.inference.batching;

import java.util.List;

/**
 * Something that answers several requests at once. Called by several threads at the same time.
 *
 * @param <I> request
 * @param <O> result
 */
@FunctionalInterface
public interface BatchModel<I, O> {
  /**
   * Runs one batch.
   *
   * @param inputs at least one request, at most the batcher's maximum
   * @return one result per request, in the same order
   * @throws Exception when the batch as a whole failed; the batcher then tries its halves
   */
  List<O> run(List<I> inputs) throws Exception;
}
