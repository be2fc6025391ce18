package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.FeatureStatistics;
import com.ytempire.ml.core.store.FeatureStatisticsContract;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresFeatureStatisticsIT extends FeatureStatisticsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected OnlineFeatureStore store() {
    return new PostgresFeatureStore(database, Clock.systemUTC());
  }

  @Override
  protected FeatureStatistics statistics() {
    return new PostgresFeatureStatistics(database);
  }
}
