package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Feature values written per second by one caller, beside the raw floor of the same rows: {@code
 * COPY} into Postgres, and pipelined {@code SET} into Redis.
 *
 * <p>Floors overwrite blindly; the stores compare and set. {@code COPY} is measured into a table
 * with the feature store's indexes and into one without.
 */
public final class StoreWriteBenchmark {
  private static final String ENTITY_TYPE = "benchmark";
  private static final int COLUMNS = 12;
  private static final int WARM_UP_ENTITIES = 2000;
  private static final Duration CACHE_TTL = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final DatabaseSettings database;
  private final RedisSettings redis;
  private final int entities;
  private final int batchSize;

  /**
   * A run on servers that have the platform's schema.
   *
   * @param entities how many entities are written, each with 12 values
   * @param batchSize writes per call of a store
   */
  public StoreWriteBenchmark(
      DatabaseSettings database, RedisSettings redis, int entities, int batchSize) {
    this.database = database;
    this.redis = redis;
    this.entities = entities;
    this.batchSize = batchSize;
  }

  /** Measures everything once, after a short warm-up. */
  public Result run() throws SQLException, IOException {
    FeatureSchema schema = schema();
    try (var connections = PostgresConnections.pool(database, 2);
        var raw = new RawWrites(connections, redis, ENTITY_TYPE, CACHE_TTL);
        var postgres = new PostgresFeatureStore(connections, Clock.systemUTC());
        var cache = RedisFeatureStore.open(redis, CACHE_TTL, 2, Clock.systemUTC())) {
      try {
        List<FeatureWrite> warmUp = writes("warm-up-", WARM_UP_ENTITIES, 0);
        write(postgres, schema, warmUp);
        write(cache, schema, warmUp);
        raw.copy(schema, warmUp, RawWrites.Indexes.NONE);
        raw.set(schema, warmUp, batchSize);

        List<FeatureWrite> first = writes("e", entities, 1);
        List<FeatureWrite> second = writes("e", entities, 2);
        return new Result(
            (long) entities * COLUMNS,
            batchSize,
            perSecond(raw.copy(schema, first, RawWrites.Indexes.NONE)),
            perSecond(raw.copy(schema, first, RawWrites.Indexes.AS_IN_STORE)),
            perSecond(write(postgres, schema, first)),
            perSecond(write(postgres, schema, second)),
            perSecond(raw.set(schema, first, batchSize)),
            perSecond(write(cache, schema, first)),
            perSecond(write(cache, schema, second)));
      } finally {
        raw.cleanUp();
      }
    }
  }

  private double perSecond(long nanos) {
    return (double) entities * COLUMNS * 1e9 / nanos;
  }

  private long write(OnlineFeatureStore store, FeatureSchema schema, List<FeatureWrite> writes) {
    long started = System.nanoTime();
    for (int from = 0; from < writes.size(); from += batchSize) {
      store.write(schema, writes.subList(from, Math.min(writes.size(), from + batchSize)));
    }
    return System.nanoTime() - started;
  }

  private static FeatureSchema schema() {
    return new FeatureSchema(
        ENTITY_TYPE,
        IntStream.range(0, COLUMNS)
            .mapToObj(
                i ->
                    new FeatureColumn(
                        "feature_" + i,
                        "feature_" + i,
                        1,
                        ENTITY_TYPE,
                        i % 4 == 0 ? ValueKind.INTEGER : ValueKind.NUMBER,
                        i,
                        1,
                        Duration.ofDays(1)))
            .toList());
  }

  private static List<FeatureWrite> writes(String prefix, int count, int round) {
    var random = new Random(round);
    List<FeatureWrite> writes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double[] numbers = new double[COLUMNS];
      for (int n = 0; n < COLUMNS; n++) {
        numbers[n] = n % 4 == 0 ? random.nextInt(100) : random.nextDouble();
      }
      Instant at = START.plusSeconds(round).plusMillis(i % 1000);
      writes.add(
          new FeatureWrite(
              new EntityKey(ENTITY_TYPE, prefix + i),
              prefix + i + "-" + round,
              at,
              at,
              numbers,
              new float[0][]));
    }
    return writes;
  }

  /**
   * Feature values per second.
   *
   * @param values how many were written by each
   * @param batchSize entities per call
   * @param copyPerSecond raw {@code COPY} into a table without indexes
   * @param indexedCopyPerSecond raw {@code COPY} into a table with the store's indexes
   * @param postgresInsertPerSecond the Postgres store, values that are new
   * @param postgresUpdatePerSecond the Postgres store, values that replace older ones
   * @param setPerSecond raw pipelined {@code SET … EX}
   * @param redisInsertPerSecond the Redis store, values that are new
   * @param redisUpdatePerSecond the Redis store, values that replace older ones
   */
  public record Result(
      long values,
      int batchSize,
      double copyPerSecond,
      double indexedCopyPerSecond,
      double postgresInsertPerSecond,
      double postgresUpdatePerSecond,
      double setPerSecond,
      double redisInsertPerSecond,
      double redisUpdatePerSecond) {

    /** The figures as a table for people. */
    public String table() {
      return String.format(
          Locale.ROOT,
          """
          feature values, one writer, %d values, batches of %d entities
                                          values/s     of raw
            postgres COPY, no indexes %,12.0f
            postgres COPY, same indexes %,10.0f
            postgres store, new       %,12.0f %9.0f%%
            postgres store, replacing %,12.0f %9.0f%%
            redis pipelined SET       %,12.0f
            redis store, new          %,12.0f %9.0f%%
            redis store, replacing    %,12.0f %9.0f%%
          """,
          values,
          batchSize,
          copyPerSecond,
          indexedCopyPerSecond,
          postgresInsertPerSecond,
          100 * postgresInsertPerSecond / indexedCopyPerSecond,
          postgresUpdatePerSecond,
          100 * postgresUpdatePerSecond / indexedCopyPerSecond,
          setPerSecond,
          redisInsertPerSecond,
          100 * redisInsertPerSecond / setPerSecond,
          redisUpdatePerSecond,
          100 * redisUpdatePerSecond / setPerSecond);
    }
  }
}
