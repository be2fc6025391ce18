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
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.core.testing.PostgresServer;
import com.ytempire.ml.core.testing.RedisProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Real servers, killed and started again under a store that is in use. */
final class ServerOutageIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static PostgresServer postgres;
  private static RedisProcess redis;

  private TieredFeatureStore store;

  @BeforeAll
  static void startServers() {
    postgres = PostgresServer.start();
    redis = RedisProcess.start();
    DatabaseSchema.migrate(EmbeddedServers.dataSource(postgres.database("postgres")));
  }

  @AfterAll
  static void stopServers() {
    redis.close();
    postgres.close();
  }

  @BeforeEach
  void open() {
    store = open(100_000);
    await().atMost(BOUND).until(store::isCacheInStep);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static TieredFeatureStore open(int dirtyLimit) {
    return new TieredFeatureStore(
        PostgresFeatureStore.open(postgres.database("postgres"), 4, Clock.systemUTC()),
        RedisFeatureStore.open(redis.settings(), Duration.ofHours(1), 4, Clock.systemUTC()),
        Duration.ofMillis(100),
        dirtyLimit);
  }

  @Test
  void readsFromPostgresWhileRedisIsDeadAndFromRedisAgainWhenItIsBack() throws Exception {
    put("back", 1);
    assertThat(read("back").servedBy()).isEqualTo("redis");

    redis.kill();
    FeatureRead degraded = read("back");
    assertThat(degraded.servedBy()).isEqualTo("postgres");
    assertThat(degraded.degradedBecause()).contains("redis");
    assertThat(number(degraded)).isEqualTo(1);
    put("back", 2);
    assertThat(number(read("back"))).isEqualTo(2);

    redis.startAgain();
    await().atMost(BOUND).until(store::isCacheInStep);
    FeatureRead healed = read("back");
    assertThat(healed.servedBy()).isEqualTo("redis");
    assertThat(healed.degradedBecause()).isNull();
    assertThat(number(healed)).isEqualTo(2);
  }

  @Test
  void neverReadsAnOlderValueFromTheSnapshotThatRedisStartsFrom() throws Exception {
    put("snapshot", 1);
    put("unwritten-since", 1);
    try (var jedis = new Jedis("localhost", redis.settings().port())) {
      jedis.save();
    }
    put("snapshot", 2);

    redis.kill();
    redis.startAgain();

    assertThat(number(read("snapshot"))).isEqualTo(2);
    await().atMost(BOUND).until(store::isCacheInStep);
    assertThat(number(read("snapshot"))).isEqualTo(2);
    assertThat(number(read("unwritten-since"))).isEqualTo(1);
    assertThat(read("unwritten-since").servedBy()).isEqualTo("redis");
  }

  @Test
  void refillsARedisThatCameBackEmptyWithWhatIsNotWrittenAgain() throws Exception {
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      writes.add(write(video("kept-" + i), "e", AT, i, 1, 1f, 2f, 3f));
    }
    store.write(SCHEMA, writes);

    redis.kill();
    redis.startAgain();
    try (TieredFeatureStore other = open(100_000)) {
      number(read("kept-0"));
      await().atMost(BOUND).until(store::isCacheInStep);
      await().atMost(BOUND).until(other::isCacheInStep);
    }

    for (int i = 0; i < 1_500; i++) {
      FeatureRead read = store.read(video("kept-" + i), SCHEMA.columns());
      assertThat(read.servedBy()).isEqualTo("redis");
      assertThat(number(read)).isEqualTo(i);
      assertThat(read.values().get(2).embedding()).containsExactly(1f, 2f, 3f);
    }
  }

  @Test
  void makesGoodWhatASilentRedisMissed() throws Exception {
    put("silent", 1);

    try (var jedis = new Jedis("localhost", redis.settings().port())) {
      // The same run of the server refuses writes, as it does when its memory is full.
      jedis.configSet("maxmemory", "1");
      put("silent", 2);
      assertThat(store.isCacheInStep()).isFalse();
      assertThat(number(read("silent"))).isEqualTo(2);
      jedis.configSet("maxmemory", "0");
    }

    await().atMost(BOUND).until(store::isCacheInStep);
    FeatureRead healed = read("silent");
    assertThat(healed.servedBy()).isEqualTo("redis");
    assertThat(number(healed)).isEqualTo(2);
  }

  @Test
  void refillsRedisWhenItMissedMoreThanIsRemembered() throws Exception {
    store.close();
    store = open(3);
    put("overflow-0", 1);

    try (var jedis = new Jedis("localhost", redis.settings().port())) {
      jedis.configSet("maxmemory", "1");
      for (int i = 0; i < 5; i++) {
        put("overflow-" + i, 2);
      }
      jedis.configSet("maxmemory", "0");
      await().atMost(BOUND).until(store::isCacheInStep);
    }

    for (int i = 0; i < 5; i++) {
      FeatureRead read = read("overflow-" + i);
      assertThat(read.servedBy()).isEqualTo("redis");
      assertThat(number(read)).isEqualTo(2);
    }
  }

  @Test
  void costsNoReadAnythingWhileRedisIsDead() throws Exception {
    put("cost", 1);
    redis.kill();
    number(read("cost"));

    long started = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(read("cost").degradedBecause()).isNotNull();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - started);

    redis.startAgain();
    // One connection attempt per read would take 200 timeouts.
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void opensAndHealsWhenRedisIsDeadFromTheStart() throws Exception {
    redis.kill();
    try (TieredFeatureStore late = open(10)) {
      late.write(SCHEMA, List.of(write(video("late"), "a", AT, 1, 1)));
      assertThat(late.read(video("late"), List.of(RATE)).servedBy()).isEqualTo("postgres");

      redis.startAgain();
      await().atMost(BOUND).until(late::isCacheInStep);
      assertThat(late.read(video("late"), List.of(RATE)).servedBy()).isEqualTo("redis");
    }
  }

  @Test
  void losesNothingWhenPostgresAndRedisAreRestartedUnderAWriterThatTriesAgain() throws Exception {
    int batches = 120;
    var written = new AtomicInteger();
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeAll(batches, written));

    await().atMost(BOUND).until(() -> written.get() > 10);
    postgres.stop();
    assertThatThrownBy(() -> put("while-away", 1)).isInstanceOf(StoreUnavailableException.class);
    postgres.startAgain();
    await().atMost(BOUND).until(() -> written.get() > 40);
    redis.kill();
    await().atMost(BOUND).until(() -> written.get() > 70);
    redis.startAgain();
    writer.get(120, TimeUnit.SECONDS);
    await().atMost(BOUND).until(store::isCacheInStep);

    for (int i = 0; i < 50; i++) {
      assertThat(number(read("restarted-" + i))).isEqualTo(batches - 1);
    }
  }

  private void writeAll(int batches, AtomicInteger written) {
    for (int batch = 0; batch < batches; batch++) {
      List<FeatureWrite> writes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        writes.add(write(video("restarted-" + i), "e", AT.plusMillis(batch), batch, batch));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .ignoreException(StoreUnavailableException.class)
          .until(
              () -> {
                store.write(SCHEMA, writes);
                return true;
              });
      written.incrementAndGet();
    }
  }

  private void put(String id, int version) {
    store.write(
        SCHEMA, List.of(write(video(id), "e" + version, AT.plusSeconds(version), version, 1)));
  }

  private FeatureRead read(String id) {
    return store.read(video(id), List.of(RATE));
  }

  private static double number(FeatureRead read) {
    return read.values().get(0).number();
  }
}
