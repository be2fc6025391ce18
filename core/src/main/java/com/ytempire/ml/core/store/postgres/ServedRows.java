package com.ytempire.ml.core.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.json.ServedPredictionJson;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.json.StoredTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What the service answered in {@code model_predictions}, and what it failed to answer in {@code
 * model_request_failures}. A batch is one statement, sorted by id, so that writers cannot deadlock.
 */
final class ServedRows {
  private static final String SAVE_SERVED =
      """
      INSERT INTO model_predictions AS stored
          (id, model_id, prediction_type, input_data, prediction, confidence, latency_ms, cost,
           created_at, metadata)
      SELECT item.id::uuid, model.id, item.type, item.input::jsonb, item.output::jsonb,
          item.confidence::float8, item.latency::int4, item.cost::numeric, item.at::timestamptz,
          item.head::jsonb
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[])
          AS item(id, name, version, type, at, head, input, output, confidence, latency, cost)
      LEFT JOIN ml_models model
          ON model.model_name = item.name AND model.version = item.version
      ON CONFLICT (id) DO UPDATE SET
          model_id = EXCLUDED.model_id, prediction_type = EXCLUDED.prediction_type,
          input_data = EXCLUDED.input_data, prediction = EXCLUDED.prediction,
          confidence = EXCLUDED.confidence, latency_ms = EXCLUDED.latency_ms,
          cost = EXCLUDED.cost, created_at = EXCLUDED.created_at, metadata = EXCLUDED.metadata
      WHERE stored.metadata = '{}'::jsonb
      """;

  private static final String SAVE_FAILURES =
      """
      INSERT INTO model_request_failures
          (id, model_name, version, variant, failures, created_at)
      SELECT item.id::uuid, item.name, item.version, item.variant, item.failures::int4,
          item.at::timestamptz
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS item(id, name, version, variant, failures, at)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT metadata::text, input_data::text, prediction::text, cost
      FROM model_predictions
      WHERE id = ? AND metadata ?? 'served'
      """;

  private ServedRows() {}

  static void save(DataSource connections, List<ServedPrediction> batch) {
    write(
        connections,
        SAVE_SERVED,
        "answers of the service",
        texts(batch, ServedPrediction::id, 11, ServedRows::served));
  }

  private static String[] served(ServedPrediction served) {
    ModelRef model = served.model();
    long millis = Math.max(0, Math.min(Integer.MAX_VALUE, served.latency().toMillis()));
    return new String[] {
      served.id().toString(),
      model.name(),
      model.version(),
      served.type(),
      StoredTime.text(served.at()),
      new String(ServedPredictionJson.writeHead(served), UTF_8),
      served.inputJson(),
      served.outputJson(),
      Double.toString(served.confidence()),
      Long.toString(millis),
      served.cost().toPlainString()
    };
  }

  static void saveFailures(DataSource connections, List<FailedRequests> batch) {
    write(
        connections,
        SAVE_FAILURES,
        "counts of failed requests",
        texts(batch, FailedRequests::id, 6, ServedRows::failed));
  }

  private static String[] failed(FailedRequests failed) {
    return new String[] {
      failed.id().toString(),
      failed.model().name(),
      failed.model().version(),
      failed.variant().word(),
      Integer.toString(failed.count()),
      StoredTime.text(failed.at())
    };
  }

  /** Items as columns, each id once and in order. */
  private static <T> String[][] texts(
      List<T> batch, Function<T, UUID> id, int width, Function<T, String[]> row) {
    Map<UUID, T> items = new TreeMap<>();
    batch.forEach(item -> items.putIfAbsent(id.apply(item), item));
    String[][] columns = new String[width][items.size()];
    int at = 0;
    for (T item : items.values()) {
      String[] values = row.apply(item);
      for (int column = 0; column < width; column++) {
        columns[column][at] = values[column];
      }
      at++;
    }
    return columns;
  }

  private static void write(DataSource connections, String sql, String what, String[][] columns) {
    int rows = columns[0].length;
    if (rows == 0) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int column = 0; column < columns.length; column++) {
          statement.setArray(column + 1, connection.createArrayOf("text", columns[column]));
        }
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("writing %d %s".formatted(rows, what), e);
    }
  }

  /**
   * @throws StoreUnavailableException when the server does not answer
   */
  static Optional<ServedPrediction> find(DataSource connections, UUID id) {
    return find(connections, FIND, id, ServedRows::served);
  }

  /** What a row of {@code model_predictions} holds. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet row) throws SQLException, IOException;
  }

  /**
   * Finds one row of {@code model_predictions}.
   *
   * @param sql has the id as its only parameter
   * @throws StoreUnavailableException when the server does not answer
   */
  static <T> Optional<T> find(DataSource connections, String sql, UUID id, Reading<T> reading) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("reading prediction " + id, e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "row %s of model_predictions was not written by this log: %s"
              .formatted(id, e.getMessage()),
          e);
    }
  }

  private static ServedPrediction served(ResultSet row) throws SQLException, IOException {
    BigDecimal cost = row.getBigDecimal(4);
    return ServedPredictionJson.read(
        row.getString(1).getBytes(UTF_8),
        row.getString(2),
        row.getString(3),
        cost == null ? BigDecimal.ZERO : cost);
  }
}
