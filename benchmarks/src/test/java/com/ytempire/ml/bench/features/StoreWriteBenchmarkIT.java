package com.ytempire.ml.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.bench.features.StoreWriteBenchmark.Result;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStatistics;
import com.ytempire.ml.core.testing.EmbeddedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** Run with {@code -Dbench.entities=20000} for figures that mean something. */
final class StoreWriteBenchmarkIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  @Test
  void measuresEveryWayAndLeavesNothingBehind() throws Exception {
    DatabaseSchema.migrate(SERVERS.dataSource());
    int entities = Integer.getInteger("bench.entities", 500);

    Result result =
        new StoreWriteBenchmark(SERVERS.database(), SERVERS.redis(), entities, 1000).run();

    System.out.println(result.table());
    assertThat(result.values()).isEqualTo(entities * 12L);
    assertThat(result.copyPerSecond()).isPositive();
    assertThat(result.indexedCopyPerSecond()).isPositive();
    assertThat(result.postgresInsertPerSecond()).isPositive();
    assertThat(result.postgresUpdatePerSecond()).isPositive();
    assertThat(result.setPerSecond()).isPositive();
    assertThat(result.redisInsertPerSecond()).isPositive();
    assertThat(result.redisUpdatePerSecond()).isPositive();
    assertThat(new PostgresFeatureStatistics(SERVERS.dataSource()).summaries()).isEmpty();
    try (var jedis = new Jedis(SERVERS.redis().host(), SERVERS.redis().port())) {
      assertThat(jedis.dbSize()).isZero();
    }
  }
}
