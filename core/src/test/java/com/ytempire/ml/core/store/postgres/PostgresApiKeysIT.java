package com.ytempire.ml.core.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.ApiKeysContract;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresApiKeysIT extends ApiKeysContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected ApiKeys keys() {
    return new PostgresApiKeys(database, CLOCK);
  }

  @Test
  void grantsNothingForAScopeThatItDoesNotKnow() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO api_keys (id, name, secret_hash, scopes, created_at) VALUES"
              + " ('00000000000000aa', 'later', repeat('0', 64), '{read,fly,ADMIN}', now())");
    }

    assertThat(keys().find("00000000000000aa").map(ApiKey::scopes)).contains(Set.of(Scope.READ));
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    var dead = new PostgresApiKeys(EmbeddedServers.dataSource(nowhere), CLOCK);

    assertThatThrownBy(() -> dead.find("0123456789abcdef"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("finding a key")
        .hasMessageNotContaining("hunter2");
  }
}
