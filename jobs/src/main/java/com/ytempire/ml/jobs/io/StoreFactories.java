package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.store.tiered.TieredFeatureStore;
import java.time.Clock;
import java.time.Duration;

/** The online stores that {@code FEATURE_STORE_BACKEND} can name. */
public final class StoreFactories {
  /** Batches under way per sink subtask, and one for repairs. */
  private static final int CONNECTIONS = 3;

  private StoreFactories() {}

  /**
   * The store that the settings name.
   *
   * @throws IllegalArgumentException for {@code memory}: no job can share it with a reader
   */
  public static StoreFactory of(PlatformSettings settings) {
    DatabaseSettings database = settings.database();
    RedisSettings redis = settings.redis();
    Duration ttl = settings.features().cacheTtl();
    return switch (settings.features().backend()) {
      case REDIS ->
          () ->
              new TieredFeatureStore(
                  PostgresFeatureStore.open(database, CONNECTIONS, Clock.systemUTC()),
                  RedisFeatureStore.open(redis, ttl, CONNECTIONS, Clock.systemUTC()));
      case POSTGRES -> () -> PostgresFeatureStore.open(database, CONNECTIONS, Clock.systemUTC());
      case MEMORY ->
          throw new IllegalArgumentException(
              "FEATURE_STORE_BACKEND: memory lives in one process, and a job is another;"
                  + " allowed for jobs: redis, postgres");
    };
  }
}
