package com.ytempire.ml.core.store.tiered;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.RATE;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.OnlineFeatureStoreContract;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

final class TieredFeatureStoreIT extends OnlineFeatureStoreContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static TieredFeatureStore store;
  private static Jedis jedis;

  @BeforeAll
  static void connect() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    store =
        new TieredFeatureStore(
            PostgresFeatureStore.open(SERVERS.database(), 8, CLOCK),
            RedisFeatureStore.open(SERVERS.redis(), Duration.ofHours(1), 8, CLOCK));
    jedis = new Jedis(SERVERS.redis().host(), SERVERS.redis().port());
  }

  @AfterAll
  static void close() {
    jedis.close();
    store.close();
  }

  @Override
  protected OnlineFeatureStore store() {
    return store;
  }

  @Test
  void readsFromRedisFirst() {
    store.write(SCHEMA, List.of(write(video("first"), "a", AT, 1, 1)));

    assertThat(store.read(video("first"), SCHEMA.columns()).servedBy()).isEqualTo("redis");
  }

  @Test
  void fillsColumnsThatExpiredInRedisFromPostgres() {
    store.write(SCHEMA, List.of(write(video("expired"), "a", AT, 1, 2, 1f, 2f, 3f)));
    var before = store.read(video("expired"), SCHEMA.columns());

    jedis.del("features:video:expired:subscriber_tier");
    assertThat(store.read(video("expired"), SCHEMA.columns())).isEqualTo(before);

    String tier = "features:video:expired:subscriber_tier";
    await().atMost(Duration.ofSeconds(10)).until(() -> jedis.exists(tier));
    jedis.del(
        tier, "features:video:expired:engagement_rate", "features:video:expired:title_embedding");
    var read = store.read(video("expired"), SCHEMA.columns());
    assertThat(read.values()).isEqualTo(before.values());
    assertThat(read.servedBy()).isEqualTo("postgres");
  }

  @Test
  void putsBackWhatItFoundInPostgresOnly() {
    store.write(SCHEMA, List.of(write(video("put-back"), "a", AT, 1, 2, 1f, 2f, 3f)));
    String[] keys = {
      "features:video:put-back:engagement_rate", "features:video:put-back:title_embedding"
    };
    List<String> before = jedis.mget(keys);
    jedis.del(keys);

    assertThat(store.read(video("put-back"), SCHEMA.columns()).values())
        .noneMatch(value -> value.status() == FeatureStatus.MISSING);

    await().atMost(Duration.ofSeconds(10)).until(() -> jedis.mget(keys).equals(before));
    assertThat(jedis.ttl(keys[0])).isBetween(3590L, 3600L);
  }

  @Test
  void doesNotCacheALateWriteAfterTheNewerOneExpired() {
    store.write(SCHEMA, List.of(write(video("late"), "b", AT, 2, 2)));
    jedis.del("features:video:late:engagement_rate", "features:video:late:subscriber_tier");

    store.write(SCHEMA, List.of(write(video("late"), "a", AT.minusSeconds(1), 1, 1)));

    assertThat(store.read(video("late"), List.of(RATE)).values().get(0).number()).isEqualTo(2);
  }
}
