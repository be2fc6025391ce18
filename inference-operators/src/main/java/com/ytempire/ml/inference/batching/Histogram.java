package com.ytempire.ml.inference.batching;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts values into the buckets of a {@link Distribution}; written by any thread. 4 KB. */
final class Histogram {
  private final AtomicLongArray counts = new AtomicLongArray(Distribution.BUCKETS);
  private final LongAdder sum = new LongAdder();
  private final LongAccumulator max = new LongAccumulator(Math::max, 0);

  /**
   * @param value at least 0
   */
  void record(long value) {
    counts.incrementAndGet(Distribution.bucket(value));
    sum.add(value);
    max.accumulate(value);
  }

  Distribution snapshot() {
    long[] copy = new long[Distribution.BUCKETS];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return new Distribution(copy, sum.sum(), max.get());
  }
}
