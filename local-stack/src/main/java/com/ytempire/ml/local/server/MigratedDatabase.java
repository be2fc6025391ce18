package com.ytempire.ml.local.server;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * A database that has the platform's schema once it is used. Connects when first used. Confined to
 * one thread.
 */
public final class MigratedDatabase implements AutoCloseable {
  /** A migration takes two at a time. */
  private static final int CONNECTIONS = 2;

  private final HikariDataSource connections;
  private boolean migrated;

  public MigratedDatabase(DatabaseSettings settings) {
    this.connections = PostgresConnections.pool(settings, CONNECTIONS);
  }

  /** Connections to the database with the platform's schema. */
  public DataSource connections() {
    if (!migrated) {
      DatabaseSchema.migrate(connections);
      migrated = true;
    }
    return connections;
  }

  @Override
  public void close() {
    connections.close();
  }
}
