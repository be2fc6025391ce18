package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.TokenBuckets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Budgets of one process. Keeps the buckets that were asked last, up to a number; one that falls
 * out is full when it is asked again. Safe to share between threads.
 */
public final class InMemoryTokenBuckets implements TokenBuckets {
  private static final long WINDOW_MILLIS = WINDOW.toMillis();

  private final Clock clock;
  private final Map<String, Bucket> buckets;

  /**
   * @param most buckets kept
   */
  public InMemoryTokenBuckets(Clock clock, int most) {
    this.clock = clock;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * What a bucket held.
   *
   * @param level tokens times the window's milliseconds, so that it grows by its capacity each
   *     millisecond and all numbers are whole
   * @param at when, milliseconds
   */
  private record Bucket(long level, long at) {}

  @Override
  public synchronized Grant take(String bucket, int capacity, int wanted) {
    TokenBuckets.requireValid(capacity, wanted);
    long now = clock.millis();
    long full = capacity * WINDOW_MILLIS;
    Bucket before = buckets.get(bucket);
    long passed = before == null ? 0 : Math.min(Math.max(0, now - before.at), WINDOW_MILLIS);
    long level = before == null ? full : Math.min(full, before.level + passed * capacity);
    int granted = (int) Math.min(wanted, level / WINDOW_MILLIS);
    level -= granted * WINDOW_MILLIS;
    buckets.put(bucket, new Bucket(level, now));
    long missing = Math.max(0, WINDOW_MILLIS - level);
    return new Grant(
        granted,
        (int) (level / WINDOW_MILLIS),
        Duration.ofMillis((missing + capacity - 1) / capacity));
  }
}
