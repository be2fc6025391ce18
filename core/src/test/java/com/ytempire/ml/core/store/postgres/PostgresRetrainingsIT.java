package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.RetrainingsContract;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRetrainingsIT extends RetrainingsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected Retrainings retrainings() {
    return new PostgresRetrainings(database);
  }

  @Override
  protected TrainingJobs jobs() {
    return new PostgresTrainingJobs(database);
  }
}
