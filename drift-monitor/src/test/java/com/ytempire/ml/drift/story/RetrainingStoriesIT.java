package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresRetrainings;
import com.ytempire.ml.core.store.postgres.PostgresRollouts;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.drift.store.PostgresVerdicts;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetrainingStoriesIT extends RetrainingStoriesContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws Exception {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  MadeUpRetraining of(String model) {
    Clock clock = Clock.systemUTC();
    return new MadeUpRetraining(
        model,
        new PostgresRetrainings(database),
        new PostgresTrainingJobs(database),
        new PostgresModelRegistry(database, clock),
        new PostgresRollouts(database, clock, UUID::randomUUID),
        new PostgresVerdicts(database));
  }
}
