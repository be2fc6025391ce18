package com.ytempire.ml.api.cache;

import java.time.Instant;

/**
 * What a cache gives.
 *
 * @param value the answer
 * @param at when it was computed
 * @param origin where it is from
 */
public record CacheAnswer<V>(V value, Instant at, Origin origin) {

  /** Where an answer is from. */
  public enum Origin {
    /** Computed for this request, or for one that came at the same time. */
    COMPUTED,
    /** Kept and fresh. */
    CACHED,
    /** Kept and no longer fresh, given because no new one could be computed. */
    STALE
  }
}
