package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.store.json.TrainingJson;
import com.ytempire.ml.core.training.TrainingAttempt;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code training_jobs}, within connections of their callers. */
final class TrainingRows {
  static final String COLUMNS =
      """
      id, job_name, model_type, status, dataset_path, hyperparameters::text AS hyperparameters,
      coalesce(metrics::text, '{}') AS metrics, best_metric,
      coalesce(artifacts::text, '{}') AS artifacts, error_message, created_by, created_at,
      started_at, completed_at, metadata::text AS metadata,
      metadata->>'worker' AS worker, (metadata->>'heartbeat_at')::timestamptz AS heartbeat_at,
      coalesce((metadata->>'attempt')::int, 0) AS attempt,
      coalesce((metadata->>'lost_workers')::int, 0) AS lost_workers,
      coalesce((metadata->>'cancel_requested')::boolean, false) AS cancel_requested
      """;

  private static final String INSERT =
      """
      INSERT INTO training_jobs (id, job_name, model_type, status, dataset_path, hyperparameters,
          metrics, best_metric, artifacts, error_message, created_by, created_at, started_at,
          completed_at, metadata)
      VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (created_by, (metadata->>'idempotency_key'))
          WHERE metadata->>'idempotency_key' IS NOT NULL DO NOTHING
      """;

  private TrainingRows() {}

  /**
   * Adds a job.
   *
   * @return false when its creator has used the key before; then nothing is added
   */
  static boolean insert(Connection connection, TrainingJob job, Optional<String> idempotencyKey)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, job.id());
      insert.setString(2, job.plan().experiment());
      insert.setString(3, job.plan().modelType());
      insert.setString(4, job.status().word());
      insert.setString(5, job.plan().datasetPath());
      insert.setString(6, NumbersJson.text(job.plan().hyperparameters()));
      insert.setString(7, NumbersJson.text(job.metrics()));
      insert.setObject(8, job.bestMetric());
      insert.setString(9, TrainingJson.texts(job.artifacts()));
      insert.setString(10, job.error());
      insert.setString(11, job.createdBy());
      insert.setObject(12, time(job.createdAt()));
      insert.setObject(13, time(job.startedAt()));
      insert.setObject(14, time(job.completedAt()));
      insert.setString(15, TrainingJson.metadata(job, idempotencyKey));
      return insert.executeUpdate() == 1;
    }
  }

  /** The first row that a query or an update that returns rows gives. */
  static Optional<TrainingJob> first(PreparedStatement statement) throws SQLException {
    return all(statement).stream().findFirst();
  }

  static List<TrainingJob> all(PreparedStatement statement) throws SQLException {
    List<TrainingJob> jobs = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        jobs.add(job(row));
      }
      return jobs;
    } catch (IOException e) {
      throw new IllegalStateException(
          "a row of training_jobs was not written by this store: " + e.getMessage(), e);
    }
  }

  private static TrainingJob job(ResultSet row) throws SQLException, IOException {
    TrainingJson.Metadata metadata = TrainingJson.readMetadata(row.getString("metadata"));
    String hyperparameters = row.getString("hyperparameters");
    double best = row.getDouble("best_metric");
    @Nullable Double bestMetric = row.wasNull() ? null : Double.valueOf(best);
    String createdBy = row.getString("created_by");
    Instant createdAt = instant(row, "created_at");
    return new TrainingJob(
        row.getObject("id", UUID.class),
        new TrainingPlan(
            row.getString("model_type"),
            row.getString("dataset_path"),
            metadata.split(),
            hyperparameters == null ? Map.of() : NumbersJson.parse(hyperparameters),
            row.getString("job_name"),
            metadata.tags(),
            metadata.choices()),
        TrainingStatus.ofWord(row.getString("status")),
        metadata.progress(),
        NumbersJson.parse(row.getString("metrics")),
        bestMetric,
        TrainingJson.readTexts(row.getString("artifacts")),
        row.getString("error_message"),
        createdBy == null ? "" : createdBy,
        createdAt == null ? Instant.EPOCH : createdAt,
        instant(row, "started_at"),
        instant(row, "completed_at"),
        new TrainingAttempt(
            row.getInt("attempt"),
            row.getInt("lost_workers"),
            row.getString("worker"),
            instant(row, "heartbeat_at"),
            row.getBoolean("cancel_requested")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
