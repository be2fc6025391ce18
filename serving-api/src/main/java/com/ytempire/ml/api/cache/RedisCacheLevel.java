package com.ytempire.ml.api.cache;

import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/** Texts in Redis under their keys. */
public final class RedisCacheLevel implements CacheLevel {
  static final String NAME = "redis";

  private final RedisClient redis;

  /**
   * @param redis stays the caller's
   */
  public RedisCacheLevel(RedisClient redis) {
    this.redis = redis;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(redis.get(key));
  }

  @Override
  public void put(String key, String value, Duration ttl) {
    redis.setex(key, Math.max(1, ttl.toSeconds()), value);
  }
}
