package com.ytempire.ml.generation.pipeline.run;

import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRunsIT extends RunsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws Exception {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @BeforeEach
  void clear() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE pipeline_events, pipeline_stages, pipeline_runs");
    }
  }

  @Override
  Runs runs() {
    return new PostgresRuns(database);
  }
}
