package com.ytempire.ml.core.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.TokenBucketsContract;
import com.ytempire.ml.core.testing.EmbeddedServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

final class RedisTokenBucketsIT extends TokenBucketsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static RedisClient client;

  @BeforeAll
  static void connect() {
    client = RedisConnections.open(SERVERS.redis(), 8);
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @Override
  protected TokenBuckets buckets() {
    return new RedisTokenBuckets(client);
  }

  @Test
  void leavesNothingBehindOfABucketThatIsFullAgain() {
    buckets().take("expiring", 10, 1);

    assertThat(client.pttl("rate_limit:expiring")).isBetween(50_000L, 60_000L);
  }

  @Test
  void goesOnWhenTheServerHasForgottenTheScript() {
    buckets().take("forgotten", 2, 1);
    client.scriptFlush();

    assertThat(buckets().take("forgotten", 2, 2).granted()).isOne();
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new RedisSettings("localhost", 1, 0, "", new Secret(""), false);
    try (RedisClient dead = RedisConnections.open(nowhere, 1)) {
      assertThatThrownBy(() -> new RedisTokenBuckets(dead).take("b", 1, 1))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }
}
