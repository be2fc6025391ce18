package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static com.ytempire.ml.core.store.PredictionFixtures.FIRST;
import static com.ytempire.ml.core.store.PredictionFixtures.SECOND;
import static com.ytempire.ml.core.store.PredictionFixtures.outcome;
import static com.ytempire.ml.core.store.PredictionFixtures.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionLogContract;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresPredictionLogIT extends PredictionLogContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final UUID MODEL = new UUID(7, 7);
  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO ml_models (id, model_name, model_type, version, model_path)
          VALUES ('%s', '%s', 'trend_prediction', '%s', 'file:///nowhere')
          """
              .formatted(MODEL, FIRST.name(), FIRST.version()));
    }
  }

  @Override
  protected PredictionLog log() {
    return new PostgresPredictionLog(database);
  }

  @Test
  void fillsTheColumnsOfTheReferenceTable() throws SQLException {
    Prediction known = prediction(FIRST, "columns", AT.plusSeconds(1));
    Prediction unknown = prediction(SECOND, "columns-of-unknown", AT.plusSeconds(1));
    log().savePredictions(List.of(known, unknown));
    log().saveOutcomes(List.of(outcome(known, true, 0.1)));

    assertThat(row(known.id()))
        .isEqualTo(
            "%s trend_prediction 1000 0.7321 0.7321 12 true CPU US|\"v\" ünïcode 🎬"
                .formatted(MODEL));
    assertThat(row(unknown.id())).startsWith("null trend_prediction");
  }

  private static String row(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT concat_ws(' ', coalesce(model_id::text, 'null'), prediction_type,
                    input_data->>'views', prediction->>'viral_probability', confidence,
                    latency_ms, actual_outcome->>'grew_20_percent',
                    metadata->'metadata'->>'device', metadata->>'entity_id')
                FROM model_predictions WHERE id = '%s'
                """
                    .formatted(id))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  @Test
  void saysThatTheStoreIsAwayWhenNobodyAnswers() {
    var nobody = new org.postgresql.ds.PGSimpleDataSource();
    nobody.setUrl("jdbc:postgresql://localhost:1/none");

    assertThatThrownBy(
            () ->
                new PostgresPredictionLog(nobody)
                    .savePredictions(List.of(prediction(FIRST, "lost", AT))))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
