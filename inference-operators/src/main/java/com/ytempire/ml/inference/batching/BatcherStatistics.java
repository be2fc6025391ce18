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
 * @param outOfMemory runs that did not fit into the device's memory
 * @param waiting requests in the queue now
 * @param batchLimit most requests per run now; less than the settings' maximum for a while after a
 *     run did not fit into memory
 * @param batchSizes requests per run of the model, tries of halves included
 * @param queueNanos nanoseconds from a request's submission to the start of its run
 * @param computeNanos nanoseconds that a run spent inside the model
 */
public record BatcherStatistics(
    long submitted,
    long succeeded,
    long failed,
    long rejected,
    long expired,
    long cancelled,
    long outOfMemory,
    int waiting,
    int batchLimit,
    Distribution batchSizes,
    Distribution queueNanos,
    Distribution computeNanos) {

  /** Nothing done yet. */
  public static BatcherStatistics none() {
    Distribution empty = Distribution.empty();
    return new BatcherStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, empty, empty, empty);
  }

  /** Runs of the model, tries of halves included. */
  public long batches() {
    return batchSizes.count();
  }

  /** Requests in those runs. */
  public long batchedRequests() {
    return batchSizes.sum();
  }

  /** Sum over requests of the time that they waited for their run. */
  public Duration queueTime() {
    return Duration.ofNanos(queueNanos.sum());
  }

  /** Sum over runs of the time inside the model. */
  public Duration computeTime() {
    return Duration.ofNanos(computeNanos.sum());
  }

  /** Requests per run, or 0 before the first. */
  public double meanBatchSize() {
    return batchSizes.mean();
  }

  /** Milliseconds a request waited on average, or 0 before the first. */
  public double meanQueueMillis() {
    return queueNanos.mean() / 1e6;
  }

  /** Milliseconds a run took on average, or 0 before the first. */
  public double meanComputeMillis() {
    return computeNanos.mean() / 1e6;
  }
}
