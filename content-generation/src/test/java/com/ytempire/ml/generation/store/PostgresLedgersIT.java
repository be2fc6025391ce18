package com.ytempire.ml.generation.store;

import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.generation.call.CallLedger;
import com.ytempire.ml.generation.cost.CostLedger;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLedgersIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws Exception {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Nested
  class Calls extends CallLedgerContract {
    @Override
    CallLedger calls() {
      return new PostgresCallLedger(database);
    }
  }

  @Nested
  class Costs extends CostLedgerContract {
    @BeforeEach
    void clear() throws Exception {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("TRUNCATE generation_charges");
      }
    }

    @Override
    CostLedger costs() {
      return new PostgresCostLedger(database);
    }
  }
}
