package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.TrainingJobsContract;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresTrainingJobsIT extends TrainingJobsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @BeforeEach
  void empty() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM training_jobs");
    }
  }

  @Override
  protected TrainingJobs jobs() {
    return new PostgresTrainingJobs(database);
  }
}
