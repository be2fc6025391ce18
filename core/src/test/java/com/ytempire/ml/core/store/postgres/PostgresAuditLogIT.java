package com.ytempire.ml.core.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.AuditLogContract;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAuditLogIT extends AuditLogContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM audit_log");
    }
  }

  @Override
  protected AuditLog log() {
    return new PostgresAuditLog(database);
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    var dead = new PostgresAuditLog(EmbeddedServers.dataSource(nowhere));
    var entry =
        new AuditEntry(
            new UUID(1, 1), Instant.EPOCH, "a", "b", "c", AuditEntry.Outcome.DONE, 200, "r", "d");

    assertThatThrownBy(() -> dead.append(List.of(entry)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("appending to the audit log");
  }
}
