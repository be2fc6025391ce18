package com.ytempire.ml.local.features;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.FeatureStoreSettings.Backend;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.core.store.FeatureStatistics;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureRegistry;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStatistics;
import com.ytempire.ml.core.store.postgres.PostgresFeatureStore;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import com.ytempire.ml.core.store.tiered.TieredFeatureStore;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The servers that hold features: those of the stack that runs on a data folder, or else those that
 * the environment names. Connects when first used. Confined to one thread.
 */
public final class FeatureStores implements OpenedStores {
  private static final int CONNECTIONS = 2;

  private final PlatformSettings settings;
  private final boolean withRedis;
  private final Clock clock;
  private final HikariDataSource connections;

  private FeatureStores(PlatformSettings settings, boolean withRedis, Clock clock) {
    this.settings = settings;
    this.withRedis = withRedis;
    this.clock = clock;
    this.connections = PostgresConnections.pool(settings.database(), CONNECTIONS);
  }

  /**
   * The stores of the stack on the folder, or of the environment's {@code DATABASE_URL} and {@code
   * REDIS_URL}; empty when neither names any.
   *
   * @throws com.ytempire.ml.core.settings.SettingsException when a variable cannot be understood
   */
  public static Optional<FeatureStores> find(
      Path dataFolder, Map<String, String> environment, Clock clock) {
    Map<String, String> variables = OpenedStores.variables(dataFolder, environment);
    return isBlank(variables, "DATABASE_URL")
        ? Optional.empty()
        : Optional.of(of(variables, clock));
  }

  /**
   * As {@link #find}.
   *
   * @throws ServerException when there are none; it says what to do
   */
  public static FeatureStores require(
      Path dataFolder, Map<String, String> environment, Clock clock) {
    return of(OpenedStores.requireDatabase(dataFolder, environment), clock);
  }

  private static FeatureStores of(Map<String, String> variables, Clock clock) {
    PlatformSettings settings = PlatformSettings.from(variables);
    boolean withRedis =
        settings.features().backend() == Backend.REDIS && !isBlank(variables, "REDIS_URL");
    return new FeatureStores(settings, withRedis, clock);
  }

  private static boolean isBlank(Map<String, String> variables, String name) {
    return variables.getOrDefault(name, "").isBlank();
  }

  /** The definitions that jobs have registered. */
  public FeatureRegistry registry() {
    return new PostgresFeatureRegistry(connections, clock);
  }

  public FeatureStatistics statistics() {
    return new PostgresFeatureStatistics(connections);
  }

  /** The newest values; the caller closes it. Without Redis they come from Postgres alone. */
  public OnlineFeatureStore online() {
    var durable = PostgresFeatureStore.open(settings.database(), CONNECTIONS, clock);
    return withRedis
        ? new TieredFeatureStore(
            durable,
            RedisFeatureStore.open(
                settings.redis(), settings.features().cacheTtl(), CONNECTIONS, clock))
        : durable;
  }

  @Override
  public DatabaseSettings database() {
    return settings.database();
  }

  @Override
  public void close() {
    connections.close();
  }
}
