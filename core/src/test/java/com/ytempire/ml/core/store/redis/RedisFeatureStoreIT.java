package com.ytempire.ml.core.store.redis;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.RATE;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.TIER;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.withVersion;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.FeatureFixtures;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.OnlineFeatureStoreContract;
import com.ytempire.ml.core.store.RedisCommands;
import com.ytempire.ml.core.store.StoredFeature;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

final class RedisFeatureStoreIT extends OnlineFeatureStoreContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static RedisFeatureStore store;
  private static Jedis jedis;

  @BeforeAll
  static void connect() {
    store = RedisFeatureStore.open(SERVERS.redis(), Duration.ofHours(1), 8, CLOCK);
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
  void usesTheReferencesKeysAndExpiry() {
    store.write(SCHEMA, List.of(write(video("US|abc"), "e1", AT, 0.85, 3, 1f, 2f, 3f)));

    assertThat(jedis.get("features:video:US|abc:engagement_rate"))
        .isEqualTo(
            "{\"computed_at\":\"2025-01-10T10:00:00.125Z\",\"event_id\":\"e1\",\"version\":1,\"value\":0.85}");
    assertThat(jedis.get("features:video:US|abc:subscriber_tier")).endsWith("\"value\":3}");
    assertThat(jedis.get("features:video:US|abc:title_embedding"))
        .endsWith("\"value\":[1.0,2.0,3.0]}");
    assertThat(jedis.ttl("features:video:US|abc:engagement_rate")).isBetween(3590L, 3600L);
  }

  @Test
  void loadsItsScriptAgainWhenTheServerForgotIt() {
    store.write(SCHEMA, List.of(write(video("script"), "a", AT, 1, 1)));

    jedis.scriptFlush();
    store.write(SCHEMA, List.of(write(video("script"), "b", AT.plusMillis(1), 2, 2)));

    assertThat(rate(video("script"))).isEqualTo(2);
  }

  @Test
  void letsAHigherVersionReplaceALowerOneAndNotTheOtherWayRound() {
    EntityKey entity = video("two-versions");
    var second = withVersion(SCHEMA, 10);
    store.write(second, List.of(write(entity, "a", AT, 2, 2)));

    store.write(withVersion(SCHEMA, 9), List.of(write(entity, "b", AT.plusSeconds(1), 1, 1)));

    assertThat(store.read(entity, second.columns()).values().get(0).number()).isEqualTo(2);
  }

  @Test
  void treatsForeignValuesAsMissingAndReplacesThem() {
    EntityKey entity = video("foreign");
    for (String foreign : List.of("", "no json", "{\"computed_at\":\"x\"}", "[1]", "{\"a\":1}")) {
      jedis.set("features:video:foreign:engagement_rate", foreign);
      jedis.set("features:video:foreign:subscriber_tier", "{\"computed_at\":\"9999");

      assertThat(store.read(entity, List.of(RATE, TIER)).values())
          .allMatch(value -> value.status() == FeatureStatus.MISSING);
      store.write(SCHEMA, List.of(write(entity, "a", AT, 1, 1)));
      assertThat(rate(entity)).isEqualTo(1);
    }
  }

  @Test
  void readsAHundredEntitiesWithFiftyColumnsByOneCommand() {
    List<FeatureColumn> columns =
        IntStream.range(0, 50)
            .mapToObj(i -> FeatureFixtures.column(EntityKey.VIDEO, "wide_" + i, i))
            .toList();
    List<EntityKey> entities = IntStream.range(0, 100).mapToObj(i -> video("bulk-" + i)).toList();
    List<FeatureWrite> writes =
        entities.stream()
            .map(entity -> new FeatureWrite(entity, "e", AT, AT, new double[50], new float[0][]))
            .toList();
    store.write(new FeatureSchema(EntityKey.VIDEO, columns), writes);

    RedisCommands.reset(jedis);
    List<FeatureRead> reads = store.readAll(entities, columns);

    assertThat(RedisCommands.counted(jedis)).isEqualTo(Map.of("mget", 1));
    assertThat(reads).hasSize(100);
    assertThat(reads)
        .flatExtracting(FeatureRead::values)
        .hasSize(5000)
        .allMatch(value -> value.status() == FeatureStatus.PRESENT && value.number() == 0);
  }

  @Test
  void sendsNothingWhenNoColumnIsOfTheEntitysType() {
    RedisCommands.reset(jedis);

    store.readAll(List.of(new EntityKey(EntityKey.CHANNEL, "c")), SCHEMA.columns());

    assertThat(RedisCommands.counted(jedis)).isEmpty();
  }

  @Test
  void knowsWhetherItWasFilledSinceTheServerStarted() {
    String run = store.serverRun();

    store.markFilled(run);

    assertThat(store.isFilled(run)).isTrue();
    assertThat(store.isFilled("another")).isFalse();
  }

  @Test
  void takesStoredValuesByTheRuleOfWrites() {
    EntityKey entity = video("stored");
    store.write(SCHEMA, List.of(write(entity, "b", AT, 2, 2)));

    store.copyStored(
        List.of(
            new StoredFeature(entity, "engagement_rate", 1, "1.0", AT, "a"),
            new StoredFeature(entity, "subscriber_tier", 1, "3", AT, "c"),
            new StoredFeature(entity, "title_embedding", 1, "[1.0, 2.5]", AT.plusMillis(1), "a")));

    assertThat(rate(entity)).isEqualTo(2);
    assertThat(store.read(entity, List.of(TIER)).values().get(0).number()).isEqualTo(3);
    assertThat(store.read(entity, SCHEMA.columns()).values().get(2).embedding())
        .containsExactly(1f, 2.5f);
  }
}
