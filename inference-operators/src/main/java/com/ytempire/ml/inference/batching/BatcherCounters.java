package com.ytempire.ml.inference.batching;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Running totals behind {@link BatcherStatistics}; written by any thread. */
final class BatcherCounters {
  final LongAdder submitted = new LongAdder();
  final LongAdder succeeded = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder expired = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder batches = new LongAdder();
  final LongAdder batchedRequests = new LongAdder();
  final LongAdder queueNanos = new LongAdder();
  final LongAdder computeNanos = new LongAdder();

  BatcherStatistics snapshot(int waiting) {
    return new BatcherStatistics(
        submitted.sum(),
        succeeded.sum(),
        failed.sum(),
        rejected.sum(),
        expired.sum(),
        cancelled.sum(),
        batches.sum(),
        batchedRequests.sum(),
        waiting,
        Duration.ofNanos(queueNanos.sum()),
        Duration.ofNanos(computeNanos.sum()));
  }
}
