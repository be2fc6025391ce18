package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * The reference's keys {@code models:{model_type}:active}, whose value is a model id such as {@code
 * trend_predictor_v1.2.3}; they live for five minutes after they were last confirmed.
 */
public final class RedisActiveVersions implements ActiveVersions {
  /** How long a key lives. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(300);

  private static final Logger LOG = LoggerFactory.getLogger(RedisActiveVersions.class);

  private final UnifiedJedis redis;

  /**
   * @param redis stays open
   */
  public RedisActiveVersions(UnifiedJedis redis) {
    this.redis = redis;
  }

  static String key(String modelName) {
    return "models:" + modelName + ":active";
  }

  @Override
  public Optional<ModelRef> find(String modelName) {
    try {
      String id = redis.get(key(modelName));
      String prefix = modelName + "_v";
      return id == null || !id.startsWith(prefix)
          ? Optional.empty()
          : Optional.of(new ModelRef(modelName, id.substring(prefix.length())));
    } catch (JedisException | IllegalArgumentException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("active version is not in redis");
      return Optional.empty();
    }
  }

  @Override
  public void remember(ModelRef active) {
    try {
      redis.set(
          key(active.name()), active.modelId(), SetParams.setParams().ex(TIME_TO_LIVE.toSeconds()));
    } catch (JedisException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("active version not put into redis");
    }
  }

  @Override
  public void forget(String modelName) {
    try {
      redis.del(key(modelName));
    } catch (JedisException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("active version stays in redis");
    }
  }
}
