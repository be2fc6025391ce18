package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.DriftScores.DriftScore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code model_performance_metrics}, within transactions of its caller. {@code
 * created_at} is when a row was last worked out.
 */
final class PerformanceRows {
  /** Any number, the same in all processes; no other lock of the platform has it. */
  private static final long LOCK = 5_283_119_001L;

  private static final String UPSERT =
      """
      INSERT INTO model_performance_metrics AS stored (model_id, metric_date, predictions_count,
          accuracy, precision_score, recall_score, f1_score, latency_p50_ms, latency_p95_ms,
          latency_p99_ms, error_count, error_rate, cost_total, drift_score, created_at)
      SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      FROM ml_models WHERE model_name = ? AND version = ?
      ON CONFLICT (model_id, metric_date) DO UPDATE SET
          predictions_count = EXCLUDED.predictions_count, accuracy = EXCLUDED.accuracy,
          precision_score = EXCLUDED.precision_score, recall_score = EXCLUDED.recall_score,
          f1_score = EXCLUDED.f1_score, latency_p50_ms = EXCLUDED.latency_p50_ms,
          latency_p95_ms = EXCLUDED.latency_p95_ms, latency_p99_ms = EXCLUDED.latency_p99_ms,
          error_count = EXCLUDED.error_count, error_rate = EXCLUDED.error_rate,
          cost_total = EXCLUDED.cost_total,
          drift_score = coalesce(EXCLUDED.drift_score, stored.drift_score),
          created_at = EXCLUDED.created_at
      """;

  private static final String FIND =
      """
      SELECT *
      FROM model_performance_metrics
      WHERE model_id = (SELECT id FROM ml_models WHERE model_name = ? AND version = ?)
          AND metric_date BETWEEN ? AND ?
      ORDER BY metric_date
      """;

  /** The column holds no more. */
  private static final double MOST_DRIFT = 9.9999;

  private final Clock clock;

  PerformanceRows(Clock clock) {
    this.clock = clock;
  }

  /** Waits until no other process measures; holds until the transaction ends. */
  void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.executeQuery().close();
    }
  }

  /** Whether no other process measures; if so, holds until the transaction ends. */
  boolean tryLock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      return answer(lock);
    }
  }

  boolean measuredSince(Connection connection, LocalDate date, Instant since) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT FROM model_performance_metrics"
                + " WHERE metric_date = ? AND created_at >= ?)")) {
      statement.setObject(1, date);
      statement.setObject(2, since.atOffset(ZoneOffset.UTC));
      return answer(statement);
    }
  }

  private static boolean answer(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  List<ModelRef> registered(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT model_name, version FROM ml_models");
        ResultSet row = statement.executeQuery()) {
      List<ModelRef> models = new ArrayList<>();
      while (row.next()) {
        models.add(new ModelRef(row.getString(1), row.getString(2)));
      }
      return models;
    }
  }

  void save(Connection connection, List<PredictionSummary> summaries, LocalDate date)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (PredictionSummary summary : summaries) {
        DailyPerformance day =
            DailyPerformance.of(summary, date, drift(connection, summary.model(), date), now);
        upsert.setObject(1, date);
        upsert.setLong(2, day.predictions());
        upsert.setObject(3, day.accuracy());
        upsert.setObject(4, day.precision());
        upsert.setObject(5, day.recall());
        upsert.setObject(6, day.f1());
        upsert.setObject(7, day.latencyP50Millis());
        upsert.setObject(8, day.latencyP95Millis());
        upsert.setObject(9, day.latencyP99Millis());
        upsert.setLong(10, day.errors());
        upsert.setObject(11, day.errorRate());
        upsert.setBigDecimal(12, day.cost());
        upsert.setObject(13, day.driftScore());
        upsert.setObject(14, now.atOffset(ZoneOffset.UTC));
        upsert.setString(15, day.model().name());
        upsert.setString(16, day.model().version());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  /** By the newest window that ends within the day. */
  private static @Nullable Double drift(Connection connection, ModelRef model, LocalDate date)
      throws SQLException {
    Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return PostgresDriftScores.newest(connection, model, from, until)
        .map(DriftScore::feature)
        .map(score -> Math.min(score, MOST_DRIFT))
        .orElse(null);
  }

  List<DailyPerformance> find(Connection connection, ModelRef model, LocalDate from, LocalDate to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, model.name());
      statement.setString(2, model.version());
      statement.setObject(3, from);
      statement.setObject(4, to);
      List<DailyPerformance> days = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          days.add(day(row, model));
        }
      }
      return days;
    }
  }

  private static DailyPerformance day(ResultSet row, ModelRef model) throws SQLException {
    BigDecimal cost = row.getBigDecimal("cost_total");
    OffsetDateTime measuredAt = row.getObject("created_at", OffsetDateTime.class);
    return new DailyPerformance(
        model,
        row.getObject("metric_date", LocalDate.class),
        row.getLong("predictions_count"),
        share(row, "accuracy"),
        share(row, "precision_score"),
        share(row, "recall_score"),
        share(row, "f1_score"),
        row.getObject("latency_p50_ms", Integer.class),
        row.getObject("latency_p95_ms", Integer.class),
        row.getObject("latency_p99_ms", Integer.class),
        row.getLong("error_count"),
        share(row, "error_rate"),
        cost == null || cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros(),
        share(row, "drift_score"),
        measuredAt == null ? Instant.EPOCH : measuredAt.toInstant());
  }

  private static @Nullable Double share(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
