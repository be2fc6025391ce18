package com.ytempire.ml.api.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * A server that keeps texts for a while. Calls block, and any runtime exception of theirs means
 * that the level is away. Safe to share.
 */
public interface CacheLevel {
  /** Its name in metrics, such as {@code redis}. */
  String name();

  Optional<String> get(String key);

  /** Keeps a text for a time, or longer where the server cannot forget. */
  void put(String key, String value, Duration ttl);
}
