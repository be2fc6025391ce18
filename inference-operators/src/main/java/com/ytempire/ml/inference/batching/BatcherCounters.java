package com.ytempire.ml.inference.batching;

import java.util.concurrent.atomic.LongAdder;

/** Running totals behind {@link BatcherStatistics}; written by any thread. */
final class BatcherCounters {
  final LongAdder submitted = new LongAdder();
  final LongAdder succeeded = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder expired = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder outOfMemory = new LongAdder();
  final Histogram batchSizes = new Histogram();
  final Histogram queueNanos = new Histogram();
  final Histogram computeNanos = new Histogram();

  BatcherStatistics snapshot(int waiting, int batchLimit) {
    return new BatcherStatistics(
        submitted.sum(),
        succeeded.sum(),
        failed.sum(),
        rejected.sum(),
        expired.sum(),
        cancelled.sum(),
        outOfMemory.sum(),
        waiting,
        batchLimit,
        batchSizes.snapshot(),
        queueNanos.snapshot(),
        computeNanos.snapshot());
  }
}
