package com.ytempire.ml.core.store.tiered;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.RATE;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.store.CountedStatements;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.OnlineFeatureStoreContract;
import com.ytempire.ml.core.store.RedisCommands;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

final class TieredFeatureStoreIT extends OnlineFeatureStoreContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static CountedStatements postgres;
  private static TieredFeatureStore store;
  private static Jedis jedis;

  @BeforeAll
  static void connect() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    postgres = new CountedStatements(SERVERS.dataSource());
    store =
        new TieredFeatureStore(
            new PostgresFeatureStore(postgres.dataSource(), CLOCK),
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

  @Test
  void readsManyEntitiesFromRedisAloneWhenItHasThemAll() {
    List<EntityKey> entities = List.of(video("cached-1"), video("cached-2"), video("cached-3"));
    entities.forEach(
        entity -> store.write(SCHEMA, List.of(write(entity, "a", AT, 1, 2, 1f, 2f, 3f))));
    int before = postgres.sent();
    RedisCommands.reset(jedis);

    List<FeatureRead> reads = store.readAll(entities, SCHEMA.columns());

    assertThat(RedisCommands.counted(jedis)).isEqualTo(Map.of("mget", 1));
    assertThat(postgres.sent()).isEqualTo(before);
    assertThat(reads).hasSize(3).allMatch(read -> read.servedBy().equals("redis"));
  }

  @Test
  void fetchesWhatManyEntitiesLackInRedisByOneStatementAndPutsOnlyThatBack() {
    List<EntityKey> entities =
        List.of(video("gap-none"), video("gap-one"), video("gap-all"), video("gap-for-good"));
    entities
        .subList(0, 3)
        .forEach(entity -> store.write(SCHEMA, List.of(write(entity, "a", AT, 1, 2, 1f, 2f, 3f))));
    List<FeatureRead> complete = store.readAll(entities.subList(0, 3), SCHEMA.columns());
    String one = "features:video:gap-one:subscriber_tier";
    String all = "features:video:gap-all:title_embedding";
    jedis.del(
        one,
        all,
        "features:video:gap-all:engagement_rate",
        "features:video:gap-all:subscriber_tier");
    int before = postgres.sent();
    RedisCommands.reset(jedis);

    List<FeatureRead> reads = store.readAll(entities, SCHEMA.columns());

    assertThat(postgres.sent()).isEqualTo(before + 1);
    assertThat(reads)
        .extracting(FeatureRead::servedBy)
        .containsExactly("redis", "redis", "postgres", "postgres");
    assertThat(reads).extracting(FeatureRead::degradedBecause).containsOnlyNulls();
    assertThat(reads.subList(0, 3))
        .extracting(FeatureRead::values)
        .isEqualTo(complete.stream().map(FeatureRead::values).toList());
    assertThat(reads.get(3).values()).allMatch(value -> value.status() == FeatureStatus.MISSING);
    await().atMost(Duration.ofSeconds(10)).until(() -> jedis.exists(one, all) == 2);
    // One call of the write script for each of the four values that were gone.
    assertThat(RedisCommands.counted(jedis)).containsEntry("evalsha", 4);
  }
}
