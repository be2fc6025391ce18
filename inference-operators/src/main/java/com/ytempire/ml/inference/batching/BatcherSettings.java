package com.ytempire.ml.inference.batching;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of one batcher.
 *
 * @param maxBatchSize most requests in one run, at least 1. On a CPU 8 is enough for titles: larger
 *     batches gain nothing and hold results back
 * @param queueCapacity most requests waiting, running ones not counted; one more is rejected. At
 *     least {@code maxBatchSize}
 * @param maxDelay longest time a request waits for company while a thread is idle, and only while
 *     company is to be expected; zero runs at once
 * @param threads threads that run batches, at least 1; one per core when each run uses one thread
 * @param requestTimeout time from submission after which a request that is still waiting fails
 */
public record BatcherSettings(
    int maxBatchSize, int queueCapacity, Duration maxDelay, int threads, Duration requestTimeout)
    implements Serializable {

  public BatcherSettings {
    require(maxBatchSize >= 1, "max batch size", maxBatchSize, "at least 1");
    require(
        queueCapacity >= maxBatchSize, "queue capacity", queueCapacity, "at least a full batch");
    require(!maxDelay.isNegative(), "max delay", maxDelay, "zero or more");
    require(threads >= 1, "threads", threads, "at least 1");
    require(
        !requestTimeout.isNegative() && !requestTimeout.isZero(),
        "request timeout",
        requestTimeout,
        "more than zero");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "batching: %s is %s; expected %s".formatted(name, value, expected));
    }
  }
}
