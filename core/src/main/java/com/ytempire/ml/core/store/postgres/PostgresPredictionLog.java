package com.ytempire.ml.core.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.prediction.json.OutcomeReader;
import com.ytempire.ml.core.prediction.json.PredictionReader;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.PredictionLog;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code model_predictions}. {@code model_id} is the registry's key of the version, or
 * null where the registry does not know it; {@code metadata} holds the prediction without its
 * numbers, {@code actual_outcome} the outcome (or what {@link PostgresPredictionFeedback} was told,
 * which a measured outcome replaces), and {@code created_at} is when the model answered. A row
 * whose outcome came first has an empty {@code metadata} until its prediction comes.
 */
public final class PostgresPredictionLog implements PredictionLog {
  private static final String SAVE_PREDICTIONS =
      """
      INSERT INTO model_predictions AS stored
          (id, model_id, prediction_type, input_data, prediction, confidence, latency_ms,
           created_at, metadata)
      SELECT item.id::uuid, model.id, item.type, item.inputs::jsonb, item.outputs::jsonb,
          item.confidence, item.latency, item.at::timestamptz, item.head::jsonb
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::float8[], ?::int4[])
          AS item(id, name, version, type, at, head, inputs, outputs, confidence, latency)
      LEFT JOIN ml_models model
          ON model.model_name = item.name AND model.version = item.version
      ON CONFLICT (id) DO UPDATE SET
          model_id = EXCLUDED.model_id, prediction_type = EXCLUDED.prediction_type,
          input_data = EXCLUDED.input_data, prediction = EXCLUDED.prediction,
          confidence = EXCLUDED.confidence, latency_ms = EXCLUDED.latency_ms,
          created_at = EXCLUDED.created_at, metadata = EXCLUDED.metadata
      WHERE stored.metadata = '{}'::jsonb OR stored.created_at <= EXCLUDED.created_at
      """;

  private static final String SAVE_OUTCOMES =
      """
      INSERT INTO model_predictions AS stored
          (id, model_id, prediction_type, input_data, prediction, created_at, actual_outcome,
           metadata)
      SELECT item.id::uuid, model.id, item.type, '{}', '{}', item.at::timestamptz,
          item.outcome::jsonb, '{}'
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS item(id, name, version, type, at, outcome)
      LEFT JOIN ml_models model
          ON model.model_name = item.name AND model.version = item.version
      ON CONFLICT (id) DO UPDATE SET actual_outcome = EXCLUDED.actual_outcome
      WHERE stored.actual_outcome IS NULL
          OR stored.actual_outcome ?? 'feedback_received_at'
          OR (stored.actual_outcome->>'predicted_at')::timestamptz
              <= (EXCLUDED.actual_outcome->>'predicted_at')::timestamptz
      """;

  private static final String FIND =
      """
      SELECT metadata::text, input_data::text, prediction::text,
          CASE WHEN NOT actual_outcome ?? 'feedback_received_at' THEN actual_outcome::text END
      FROM model_predictions
      WHERE id = ? AND NOT metadata ?? 'served'
      """;

  private static final String ACCURACY =
      """
      SELECT made.version, count(*), count(outcome),
          count(outcome->>'correct'),
          count(*) FILTER (WHERE (outcome->>'correct')::boolean),
          avg(abs((outcome->>'log_growth_error')::float8))
      FROM (
          SELECT metadata->>'model_version' AS version,
              CASE WHEN actual_outcome->>'predicted_at' = metadata->>'predicted_at'
                  THEN actual_outcome END AS outcome
          FROM model_predictions
          WHERE metadata->>'model_name' = ? AND NOT metadata ?? 'served'
              AND created_at >= ? AND created_at < ?) AS made
      GROUP BY made.version
      ORDER BY made.version COLLATE "C"
      """;

  private final DataSource connections;
  private final Runnable onClose;

  /** Uses connections that stay the caller's: closing this log leaves them open. */
  public PostgresPredictionLog(DataSource connections) {
    this(connections, () -> {});
  }

  private PostgresPredictionLog(DataSource connections, Runnable onClose) {
    this.connections = connections;
    this.onClose = onClose;
  }

  /**
   * Opens a pool of its own.
   *
   * @param poolSize most calls at a time; further ones wait
   */
  public static PostgresPredictionLog open(DatabaseSettings settings, int poolSize) {
    HikariDataSource pool = PostgresConnections.pool(settings, poolSize);
    return new PostgresPredictionLog(pool, pool::close);
  }

  @Override
  public void savePredictions(List<Prediction> batch) {
    save(PredictionRows.ofPredictions(batch), SAVE_PREDICTIONS);
  }

  @Override
  public void saveOutcomes(List<Outcome> batch) {
    save(PredictionRows.ofOutcomes(batch), SAVE_OUTCOMES);
  }

  private void save(PredictionRows rows, String sql) {
    if (rows.count() == 0) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        rows.bind(connection, statement);
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("writing " + rows.count() + " predictions or outcomes", e);
    }
  }

  @Override
  public void saveServed(List<ServedPrediction> batch) {
    ServedRows.save(connections, batch);
  }

  @Override
  public void saveFailures(List<FailedRequests> batch) {
    ServedRows.saveFailures(connections, batch);
  }

  @Override
  public Optional<ServedPrediction> findServed(UUID predictionId) {
    return ServedRows.find(connections, predictionId);
  }

  @Override
  public Optional<LoggedPrediction> find(UUID predictionId) {
    return ServedRows.find(connections, FIND, predictionId, PostgresPredictionLog::logged);
  }

  private static LoggedPrediction logged(ResultSet row) throws SQLException, IOException {
    String head = row.getString(1);
    @Nullable Prediction prediction =
        head.equals("{}")
            ? null
            : PredictionReader.read(
                head.getBytes(UTF_8),
                NumbersJson.parse(row.getString(2)),
                NumbersJson.parse(row.getString(3)));
    String outcome = row.getString(4);
    return new LoggedPrediction(
        prediction, outcome == null ? null : OutcomeReader.read(outcome.getBytes(UTF_8)));
  }

  @Override
  public List<PredictionAccuracy> accuracy(String modelName, Instant from, Instant until) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACCURACY)) {
      statement.setString(1, modelName);
      statement.setObject(2, time(from));
      statement.setObject(3, time(until));
      List<PredictionAccuracy> accuracies = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          accuracies.add(
              new PredictionAccuracy(
                  new ModelRef(modelName, row.getString(1)),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getObject(6, Double.class)));
        }
      }
      return accuracies;
    } catch (SQLException e) {
      throw PostgresFailures.of("reading the accuracy of " + modelName, e);
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
