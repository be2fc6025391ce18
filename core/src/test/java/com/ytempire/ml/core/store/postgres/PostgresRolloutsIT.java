package com.ytempire.ml.core.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.RolloutsContract;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresRolloutsIT extends RolloutsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected Rollouts rollouts() {
    return new PostgresRollouts(database, CLOCK, UUID::randomUUID);
  }

  @Override
  protected DecisionOutbox outbox() {
    return new PostgresDecisionOutbox(database, CLOCK);
  }

  @Override
  protected ModelRegistry registry() {
    return new PostgresModelRegistry(database, CLOCK);
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    var rollouts =
        new PostgresRollouts(EmbeddedServers.dataSource(nowhere), CLOCK, UUID::randomUUID);

    assertThatThrownBy(rollouts::running).isInstanceOf(StoreUnavailableException.class);
  }
}
