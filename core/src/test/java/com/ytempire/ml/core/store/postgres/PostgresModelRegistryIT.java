package com.ytempire.ml.core.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.ModelRegistryContract;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresModelRegistryIT extends ModelRegistryContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected ModelRegistry registry() {
    return new PostgresModelRegistry(database, CLOCK);
  }

  @Test
  void refusesAValueThatItsTableCannotHold() {
    var tooLong =
        new ModelVersion(
            UUID.randomUUID(),
            new ModelRef("long", "1"),
            "t".repeat(51),
            ModelStatus.INACTIVE,
            "p",
            null,
            null,
            null,
            NOW,
            null,
            null,
            null);

    assertThatThrownBy(() -> registry().register(tooLong))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("registering long_v1");
  }

  @Test
  void readsRowsThatOthersWroteWithTheTablesDefaults() throws SQLException {
    execute(
        "INSERT INTO ml_models (model_name, model_type, version, model_path, status)"
            + " VALUES ('foreign', 'b', '1', 'c', NULL)");

    assertThat(registry().list(Optional.of("foreign")))
        .singleElement()
        .satisfies(version -> assertThat(version.status()).isEqualTo(ModelStatus.INACTIVE));
  }

  @Test
  void passesOverWhatOthersKeepBesideTheLineage() throws SQLException {
    execute(
        "INSERT INTO ml_models (model_name, model_type, version, model_path, hyperparameters,"
            + " metadata) VALUES ('beside', 'b', '1', 'c', '{\"depth\": 4, \"of\": {\"x\": 1},"
            + " \"kind\": \"tree\"}', '{\"tags\": [{\"lineage\": 1}], \"lineage\": {\"seed\":"
            + " \"7\", \"more\": {\"a\": \"b\"}, \"n\": 2}, \"z\": \"y\"}'),"
            + " ('beside', 'b', '2', 'c', '[1, {\"a\": 2}]', '\"lineage\"')");

    assertThat(registry().find(new ModelRef("beside", "1")).orElseThrow().lineage())
        .isEqualTo(new ModelLineage(Map.of("depth", 4.0), Map.of("seed", "7")));
    assertThat(registry().find(new ModelRef("beside", "2")).orElseThrow().lineage())
        .isEqualTo(ModelLineage.NONE);
  }

  @Test
  void letsNobodyWriteASecondActiveVersionPastIt() throws SQLException {
    String insert =
        "INSERT INTO ml_models (model_name, model_type, version, model_path, status)"
            + " VALUES ('guarded', 'b', '%d', 'c', 'active')";
    execute(insert.formatted(1));

    assertThatThrownBy(() -> execute(insert.formatted(2)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("idx_ml_models_one_active");
  }

  @Test
  void keepsTheVersionDeployedLastWhenAnOlderTableHasSeveralActive() throws SQLException {
    execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    Flyway.configure().dataSource(database).target("2").load().migrate();
    execute(
        "INSERT INTO ml_models (model_name, model_type, version, model_path, status, deployed_at)"
            + " VALUES ('older', 'b', '1', 'c', 'active', '2026-01-01'),"
            + " ('older', 'b', '2', 'c', 'active', '2026-01-02'),"
            + " ('older', 'b', '3', 'c', 'active', NULL)");

    DatabaseSchema.migrate(database);

    assertThat(registry().active("older").orElseThrow().ref().version()).isEqualTo("2");
    assertThat(registry().list(Optional.of("older")))
        .filteredOn(version -> version.status() == ModelStatus.ACTIVE)
        .hasSize(1);
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    var registry = new PostgresModelRegistry(EmbeddedServers.dataSource(nowhere), CLOCK);

    assertThatThrownBy(() -> registry.active("any"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("finding the active any")
        .hasMessageNotContaining("hunter2");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
