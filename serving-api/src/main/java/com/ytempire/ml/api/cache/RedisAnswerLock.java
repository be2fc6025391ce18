package com.ytempire.ml.api.cache;

import com.ytempire.ml.api.http.Outward;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/**
 * Locks in Redis beside the answers of {@link RedisCacheLevel}, under {@code lock:KEY}. It is not
 * asked while Redis is known to be away.
 */
public final class RedisAnswerLock implements AnswerLock {
  /** Gives 1 or 0, and the answer where one is kept. */
  private static final String TAKE =
      """
      local taken = redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])
      local kept = redis.call('GET', KEYS[2])
      if kept then return {taken and 1 or 0, kept} end
      return {taken and 1 or 0}
      """;

  private static final String RELEASE =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
      return 0
      """;

  private final RedisClient redis;
  private final Outward outward;

  /**
   * @param redis stays the caller's
   */
  public RedisAnswerLock(RedisClient redis, Outward outward) {
    this.redis = redis;
    this.outward = outward;
  }

  @Override
  public String level() {
    return RedisCacheLevel.NAME;
  }

  @Override
  public Look take(String key, String token, Duration heldFor) {
    List<?> answer =
        (List<?>)
            outward.call(
                () ->
                    redis.eval(
                        TAKE,
                        List.of(lock(key), key),
                        List.of(token, Long.toString(heldFor.toMillis()))));
    return new Look(
        answer.get(0).equals(1L),
        answer.size() > 1 ? Optional.of((String) answer.get(1)) : Optional.empty());
  }

  @Override
  public void release(String key, String token) {
    var unused = outward.call(() -> redis.eval(RELEASE, List.of(lock(key)), List.of(token)));
  }

  private static String lock(String key) {
    return "lock:" + key;
  }
}
