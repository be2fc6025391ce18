package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.core.store.FeatureRegistryContract;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresFeatureRegistryIT extends FeatureRegistryContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected FeatureRegistry registryAt(Clock clock) {
    return new PostgresFeatureRegistry(database, clock);
  }
}
