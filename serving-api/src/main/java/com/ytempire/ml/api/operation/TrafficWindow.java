package com.ytempire.ml.api.operation;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * What was answered in the last minute: how often, how many failures, and how long it took. Counts
 * in buckets that grow by an eighth of a power of two, so a quantile is exact to 9 %. Safe to
 * share; recording takes no lock.
 */
final class TrafficWindow {
  private static final int SLOTS = 12;
  private static final long SLOT_NANOS = 5_000_000_000L;

  /** Of two: 1 µs to about 18 minutes. */
  private static final int POWERS = 30;

  private static final int STEPS = 8;
  private static final int BUCKETS = POWERS * STEPS;

  private final AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(SLOTS);
  private final LongSupplier nanoTime;

  /**
   * An empty window.
   *
   * @param nanoTime time that only goes forward, from any origin
   */
  TrafficWindow(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** One answer. */
  void record(long nanos, boolean failed) {
    Slot slot = current(nanoTime.getAsLong() / SLOT_NANOS);
    slot.counts.incrementAndGet(bucket(nanos));
    slot.totals.incrementAndGet(failed ? 1 : 0);
  }

  private Slot current(long number) {
    int place = (int) Math.floorMod(number, (long) SLOTS);
    Slot slot = slots.get(place);
    while (slot == null || slot.number != number) {
      Slot fresh = new Slot(number);
      if (slots.compareAndSet(place, slot, fresh)) {
        return fresh;
      }
      slot = slots.get(place);
    }
    return slot;
  }

  /** The sums of the last minute. */
  Summary summary() {
    long now = nanoTime.getAsLong() / SLOT_NANOS;
    long[] counts = new long[BUCKETS];
    long good = 0;
    long failed = 0;
    for (int i = 0; i < SLOTS; i++) {
      Slot slot = slots.get(i);
      if (slot == null || now - slot.number >= SLOTS) {
        continue;
      }
      good += slot.totals.get(0);
      failed += slot.totals.get(1);
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        counts[bucket] += slot.counts.get(bucket);
      }
    }
    return new Summary(counts, good + failed, failed);
  }

  private static int bucket(long nanos) {
    double micros = Math.max(1, nanos / 1000.0);
    int bucket = (int) (Math.log(micros) / Math.log(2) * STEPS);
    return Math.min(BUCKETS - 1, bucket);
  }

  private static final class Slot {
    private final long number;
    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    private final AtomicIntegerArray totals = new AtomicIntegerArray(2);

    Slot(long number) {
      this.number = number;
    }
  }

  /** Sums over a minute. */
  static final class Summary {
    private static final double SECONDS = SLOTS * SLOT_NANOS / 1e9;

    private final long[] counts;
    private final long requests;
    private final long failures;

    Summary(long[] counts, long requests, long failures) {
      this.counts = counts;
      this.requests = requests;
      this.failures = failures;
    }

    /** Requests a second. */
    double throughput() {
      return requests / SECONDS;
    }

    /** Share of answers of 500 and more; 0 without requests. */
    double errorRate() {
      return requests == 0 ? 0 : (double) failures / requests;
    }

    /**
     * Upper end of the bucket that holds the quantile, in milliseconds; NaN without requests.
     *
     * @param share 0 to 1
     */
    double latencyMillis(double share) {
      long sum = 0;
      for (long count : counts) {
        sum += count;
      }
      if (sum == 0) {
        return Double.NaN;
      }
      long wanted = Math.max(1, (long) Math.ceil(share * sum));
      long seen = 0;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        seen += counts[bucket];
        if (seen >= wanted) {
          return Math.pow(2, (bucket + 1.0) / STEPS) / 1000;
        }
      }
      return Math.pow(2, POWERS) / 1000;
    }
  }
}
