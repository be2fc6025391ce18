package com.ytempire.ml.core.store.redis;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TokenBuckets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Budgets that all processes on one Redis share, under {@code rate_limit:{bucket}}. One round trip
 * each; the server's clock counts.
 */
public final class RedisTokenBuckets implements TokenBuckets {
  /** What the keys begin with. */
  static final String PREFIX = "rate_limit:";

  private final RedisClient client;
  private final Script script = Script.load("/redis/take-tokens.lua");

  /** Uses a client that stays the caller's. */
  public RedisTokenBuckets(RedisClient client) {
    this.client = client;
  }

  @Override
  public Grant take(String bucket, int capacity, int wanted) {
    TokenBuckets.requireValid(capacity, wanted);
    List<String> keys = List.of(PREFIX + bucket);
    List<String> arguments =
        List.of(
            Integer.toString(capacity), Integer.toString(wanted), Long.toString(WINDOW.toMillis()));
    try {
      List<?> answer = (List<?>) run(keys, arguments);
      return new Grant(
          Math.toIntExact((Long) answer.get(0)),
          Math.toIntExact((Long) answer.get(1)),
          Duration.ofMillis((Long) answer.get(2)));
    } catch (JedisException e) {
      throw new StoreUnavailableException("redis: taking tokens failed", e);
    }
  }

  private Object run(List<String> keys, List<String> arguments) {
    try {
      return client.evalsha(script.sha1(), keys, arguments);
    } catch (JedisNoScriptException e) {
      // The server is new. A refused call has changed nothing.
      return client.eval(script.source(), keys, arguments);
    }
  }
}
