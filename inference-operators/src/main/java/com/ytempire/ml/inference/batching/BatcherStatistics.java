package com.ytempire.ml.inference.batching;

import java.time.Duration;

/**
 * What a batcher has done since it started. A snapshot: the numbers are read one after the other
 * while work goes on, so sums may be off by what is under way.
 *
 * @param submitted requests accepted into the queue
 * @param succeeded requests answered
 * @param failed requests on which the model failed
 * @param rejected requests refused because the queue was full or closed
 * @param expired requests whose time ran out while they waited
 * @param cancelled requests that their caller gave up while they waited
 * @param batches runs of the model, tries of halves included
 * @param batchedRequests requests in those runs
 * @param waiting requests in the queue now
 * @param queueTime sum over requests of the time from submission to the start of their run
 * @param computeTime sum over runs of the time inside the model
 */
public record BatcherStatistics(
    long submitted,
    long succeeded,
    long failed,
    long rejected,
    long expired,
    long cancelled,
    long batches,
    long batchedRequests,
    int waiting,
    Duration queueTime,
    Duration computeTime) {

  /** Requests per run, or 0 before the first. */
  public double meanBatchSize() {
    return batches == 0 ? 0 : (double) batchedRequests / batches;
  }

  /** Milliseconds a request waited on average, or 0 before the first. */
  public double meanQueueMillis() {
    return batchedRequests == 0 ? 0 : queueTime.toNanos() / 1e6 / batchedRequests;
  }

  /** Milliseconds a run took on average, or 0 before the first. */
  public double meanComputeMillis() {
    return batches == 0 ? 0 : computeTime.toNanos() / 1e6 / batches;
  }
}
