package com.ytempire.ml.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.redis.RedisConnections;
import com.ytempire.ml.core.testing.EmbeddedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

class RedisActiveVersionsIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final ModelRef MODEL = new ModelRef("trend_predictor", "1.2.3");

  @Test
  void keepsTheKeyOfTheReferenceForFiveMinutes() {
    try (RedisClient redis = RedisConnections.open(SERVERS.redis(), 2)) {
      var versions = new RedisActiveVersions(redis);
      assertThat(versions.find("trend_predictor")).isEmpty();

      versions.remember(MODEL);

      assertThat(redis.get("models:trend_predictor:active")).isEqualTo("trend_predictor_v1.2.3");
      assertThat(redis.ttl("models:trend_predictor:active")).isBetween(290L, 300L);
      assertThat(versions.find("trend_predictor")).contains(MODEL);

      redis.set("models:trend_predictor:active", "other_v1");
      assertThat(versions.find("trend_predictor")).isEmpty();
      versions.forget("trend_predictor");
      assertThat(redis.exists("models:trend_predictor:active")).isFalse();
    }
  }

  @Test
  void remembersNothingWhileRedisIsAway() {
    var nowhere = new RedisSettings("localhost", 1, 0, "", new Secret(""), false);
    try (RedisClient redis = RedisConnections.open(nowhere, 1)) {
      var versions = new RedisActiveVersions(redis);

      versions.remember(MODEL);
      versions.forget("trend_predictor");

      assertThat(versions.find("trend_predictor")).isEmpty();
    }
  }
}
