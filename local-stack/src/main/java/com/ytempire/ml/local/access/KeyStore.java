package com.ytempire.ml.local.access;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresApiKeys;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The keys of the stack that runs on a data folder, or else those of the database that the
 * environment names. Connects when first used. Confined to one thread.
 */
public final class KeyStore implements OpenedStores {
  /** A migration takes two at a time. */
  private static final int CONNECTIONS = 2;

  private final PlatformSettings settings;
  private final Clock clock;
  private final HikariDataSource connections;

  private KeyStore(PlatformSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.connections = PostgresConnections.pool(settings.database(), CONNECTIONS);
  }

  /**
   * The keys of the stack on the folder, or of the environment's {@code DATABASE_URL}.
   *
   * @throws ServerException when there is neither; it says what to do
   * @throws com.ytempire.ml.core.settings.SettingsException when a variable cannot be understood
   */
  public static KeyStore require(Path dataFolder, Map<String, String> environment, Clock clock) {
    var variables = OpenedStores.requireDatabase(dataFolder, environment);
    return new KeyStore(PlatformSettings.from(variables), clock);
  }

  /** The keys; the database has the platform's schema afterwards. */
  public ApiKeys keys() {
    DatabaseSchema.migrate(connections);
    return new PostgresApiKeys(connections, clock);
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
