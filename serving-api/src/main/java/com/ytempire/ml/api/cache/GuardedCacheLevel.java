package com.ytempire.ml.api.cache;

import com.ytempire.ml.api.http.Outward;
import java.time.Duration;
import java.util.Optional;

/** A level that is not asked while its server is known to be away. */
public final class GuardedCacheLevel implements CacheLevel {
  private final CacheLevel level;
  private final Outward outward;

  public GuardedCacheLevel(CacheLevel level, Outward outward) {
    this.level = level;
    this.outward = outward;
  }

  @Override
  public String name() {
    return level.name();
  }

  @Override
  public Optional<String> get(String key) {
    return outward.call(() -> level.get(key));
  }

  @Override
  public void put(String key, String value, Duration ttl) {
    var unused =
        outward.call(
            () -> {
              level.put(key, value, ttl);
              return level;
            });
  }
}
