package com.ytempire.ml.jobs.io.registry;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import java.io.Serializable;
import java.time.Clock;

/** Opens the registry where a source runs: connections do not travel, their settings do. */
@FunctionalInterface
public interface RegistryFactory extends Serializable {
  /** Called on a thread that may block. */
  OpenRegistry open();

  /**
   * A registry and what it holds open.
   *
   * @param close gives up its connections
   */
  record OpenRegistry(ModelRegistry registry, Runnable close) {}

  /** The registry in Postgres, over one connection. */
  static RegistryFactory postgres(DatabaseSettings database) {
    return () -> {
      var connections = PostgresConnections.pool(database, 1);
      return new OpenRegistry(
          new PostgresModelRegistry(connections, Clock.systemUTC()), connections::close);
    };
  }
}
