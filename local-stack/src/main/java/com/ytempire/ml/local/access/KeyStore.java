package com.ytempire.ml.local.access;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresApiKeys;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.server.StackConnections;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of the stack that runs on a data folder, or else those of the database that the
 * environment names. Connects when first used. Confined to one thread.
 */
public final class KeyStore implements AutoCloseable {
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
    var variables = new HashMap<>(environment);
    StackConnections.read(dataFolder).ifPresent(stack -> variables.putAll(stack.variables()));
    if (variables.getOrDefault("DATABASE_URL", "").isBlank()) {
      throw new ServerException(
          "no stack runs on %s, and DATABASE_URL names no other server; start one with: ytempire up --data %s"
              .formatted(dataFolder, dataFolder));
    }
    return new KeyStore(PlatformSettings.from(variables), clock);
  }

  /** The keys; the database has the platform's schema afterwards. */
  public ApiKeys keys() {
    DatabaseSchema.migrate(connections);
    return new PostgresApiKeys(connections, clock);
  }

  /** Where Postgres is, for messages. */
  public String address() {
    return "Postgres at %s:%d".formatted(settings.database().host(), settings.database().port());
  }

  @Override
  public void close() {
    connections.close();
  }
}
