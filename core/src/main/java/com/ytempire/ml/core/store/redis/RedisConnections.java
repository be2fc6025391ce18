package com.ytempire.ml.core.store.redis;

import com.ytempire.ml.core.settings.RedisSettings;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** Opens pooled clients with short timeouts, so that a dead Redis is noticed at once. */
public final class RedisConnections {
  private static final int CONNECT_MILLIS = 300;

  /** Longest silence while an answer is awaited; a pipeline answers piece by piece. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private RedisConnections() {}

  /**
   * A client that connects when it is first used.
   *
   * @param size most connections at a time, at least 1
   */
  public static RedisClient open(RedisSettings settings, int size) {
    return open(settings, size, SILENCE);
  }

  /**
   * As {@link #open(RedisSettings, int)}.
   *
   * @param silence of the server, in milliseconds and at least one, after which a call is given up
   */
  public static RedisClient open(RedisSettings settings, int size, Duration silence) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(size);
    pool.setMaxIdle(size);
    pool.setMinIdle(0);
    pool.setMaxWait(Duration.ofMillis(500));
    // Idle connections stay: that one breaks is how a restart of the server is noticed.
    pool.setTestWhileIdle(false);
    pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(CONNECT_MILLIS)
            .socketTimeoutMillis((int) Math.max(1, silence.toMillis()))
            .database(settings.database())
            .ssl(settings.tls())
            .clientName("ytempire");
    if (!settings.password().reveal().isEmpty()) {
      config.password(settings.password().reveal());
    }
    if (!settings.user().isEmpty()) {
      config.user(settings.user());
    }
    return RedisClient.builder()
        .hostAndPort(settings.host(), settings.port())
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }
}
