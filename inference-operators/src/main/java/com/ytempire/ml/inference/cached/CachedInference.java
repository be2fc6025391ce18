package com.ytempire.ml.inference.cached;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Remembers results by key, and computes one key once however many ask for it at the same time.
 *
 * <p>Bounded by weight; failures are not remembered. Each caller gets a future of its own, so that
 * one who cancels leaves the others alone; the value is shared and must not be changed. Safe to
 * share.
 *
 * @param <K> key, such as a title
 * @param <V> result
 */
public final class CachedInference<K, V> {
  private final AsyncCache<K, V> cache;
  private final Function<K, CompletableFuture<V>> compute;
  private final boolean remembers;

  /**
   * @param maxBytes most weight kept; with 0 only computations under way are shared
   * @param weigher bytes of one entry, key and value together
   * @param compute starts the computation; must return quickly
   */
  public CachedInference(
      long maxBytes, Weigher<K, V> weigher, Function<K, CompletableFuture<V>> compute) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(weigher)
            .executor(Runnable::run)
            .recordStats()
            .buildAsync();
    this.compute = compute;
    this.remembers = maxBytes > 0;
  }

  /** The result for a key: remembered, under way, or computed now. */
  public CompletableFuture<V> get(K key) {
    CompletableFuture<V> found = cache.get(key, (missing, executor) -> compute.apply(missing));
    // Evicting comes too late: who has the answer could ask again before it and be given the same.
    return remembers
        ? found.copy()
        : found.whenComplete((value, failure) -> cache.asMap().remove(key, found));
  }

  /** Requests answered from memory or by a computation that was already under way. */
  public long hits() {
    return stats().hitCount();
  }

  /** Requests that started a computation. */
  public long misses() {
    return stats().missCount();
  }

  private CacheStats stats() {
    return cache.synchronous().stats();
  }
}
