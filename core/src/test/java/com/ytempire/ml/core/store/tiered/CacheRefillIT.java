package com.ytempire.ml.core.store.tiered;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.RATE;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.core.testing.RedisProcess;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** The steps of a refill one by one; each test has 900 entities of three rows: three pages. */
final class CacheRefillIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final int ENTITIES = 900;

  private RedisProcess redis;
  private PostgresFeatureStore durable;
  private RedisFeatureStore cache;
  private CacheRefill refill;

  @BeforeEach
  void open() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    redis = RedisProcess.start();
    durable = PostgresFeatureStore.open(SERVERS.database(), 2, Clock.systemUTC());
    cache = RedisFeatureStore.open(redis.settings(), Duration.ofHours(1), 2, Clock.systemUTC());
    refill = new CacheRefill(durable.pages(), cache);
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < ENTITIES; i++) {
      writes.add(write(video("v%03d".formatted(i)), "e", AT, i, i, 1f));
    }
    durable.write(SCHEMA, writes);
  }

  @AfterEach
  void close() {
    cache.close();
    durable.close();
    redis.close();
  }

  private double cached(int entity) {
    return cache.read(video("v%03d".formatted(entity)), List.of(RATE)).values().get(0).number();
  }

  @Test
  void fillsAnEmptyCachePageByPageAndOnlyOnce() {
    assertThat(refill.step()).isFalse();
    assertThat(cached(0)).isEqualTo(0);
    assertThat(cached(ENTITIES - 1)).isNaN();

    assertThat(refill.step()).isFalse();
    assertThat(refill.step()).isTrue();

    assertThat(cached(ENTITIES - 1)).isEqualTo(ENTITIES - 1);
    assertThat(new CacheRefill(durable.pages(), cache).step()).isTrue();
  }

  @Test
  void neverReplacesWhatAWriterHasWrittenMeanwhile() {
    FeatureWrite newer = write(video("v899"), "e", AT.plusSeconds(1), -1, 0, 1f);
    assertThat(refill.step()).isFalse();

    cache.write(SCHEMA, List.of(newer));
    assertThat(refill.step()).isFalse();
    assertThat(refill.step()).isTrue();

    assertThat(cached(899)).isEqualTo(-1);
  }

  @Test
  void overwritesStaleValuesThatAServerStartedWith() {
    FeatureWrite stale = write(video("v500"), "e", AT.minusSeconds(1), -1, 0, 1f);
    cache.write(SCHEMA, List.of(stale));

    await().until(refill::step);

    assertThat(cached(500)).isEqualTo(500);
  }

  @Test
  void beginsAnewWhenTheServerIsStartedAgainHalfWay() throws Exception {
    assertThat(refill.step()).isFalse();

    redis.kill();
    assertThatThrownBy(refill::step).isInstanceOf(StoreUnavailableException.class);
    redis.startAgain();
    await().ignoreException(StoreUnavailableException.class).until(refill::step);

    assertThat(cached(0)).isEqualTo(0);
    assertThat(cached(899)).isEqualTo(899);
  }

  @Test
  void goesOnFromTheLastPageAfterTheServerRefusedOne() {
    assertThat(refill.step()).isFalse();
    try (var jedis = new Jedis("localhost", redis.settings().port())) {
      jedis.del("features:video:v000:engagement_rate");
      jedis.configSet("maxmemory", "1");
      assertThatThrownBy(refill::step).isInstanceOf(StoreUnavailableException.class);
      jedis.configSet("maxmemory", "0");
    }

    assertThat(refill.step()).isFalse();
    assertThat(refill.step()).isTrue();

    assertThat(cached(899)).isEqualTo(899);
    assertThat(cached(0)).as("the first page was not copied twice").isNaN();
  }

  @Test
  void letsTwoProcessesRefillAtOnce() {
    var other = new CacheRefill(durable.pages(), cache);
    assertThat(refill.step()).isFalse();
    assertThat(other.step()).isFalse();
    assertThat(other.step()).isFalse();
    assertThat(other.step()).isTrue();
    assertThat(refill.step()).isFalse();
    assertThat(refill.step()).isTrue();

    for (int i = 0; i < ENTITIES; i += 100) {
      assertThat(cached(i)).isEqualTo(i);
    }
  }

  @Test
  void leavesOutWhatWouldHaveExpired() {
    Clock twoHoursAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
    try (var earlier = newStore(twoHoursAgo)) {
      earlier.write(SCHEMA, List.of(write(video("old"), "e", AT, 1, 1, 1f)));
    }

    await().until(refill::step);

    assertThat(cache.read(video("old"), List.of(RATE)).values())
        .allMatch(value -> value.status() == FeatureStatus.MISSING);
    assertThat(cached(1)).isEqualTo(1);
  }

  private static PostgresFeatureStore newStore(Clock clock) {
    try {
      return PostgresFeatureStore.open(SERVERS.database(), 1, clock);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
