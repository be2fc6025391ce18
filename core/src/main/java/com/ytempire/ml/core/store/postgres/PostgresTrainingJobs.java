package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.json.TrainingJson;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in the reference's table {@code training_jobs}. {@code job_name} is the experiment; {@code
 * metadata} holds split, tags, epochs and the idempotency key.
 */
public final class PostgresTrainingJobs implements TrainingJobs {
  private static final String SELECT =
      """
      SELECT id, job_name, model_type, status, dataset_path, hyperparameters::text,
          coalesce(metrics::text, '{}') AS metrics, best_metric,
          coalesce(artifacts::text, '{}') AS artifacts, error_message, created_by, created_at,
          started_at, completed_at, metadata::text
      FROM training_jobs
      """;

  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String OF_KEY =
      SELECT + "WHERE created_by = ? AND metadata->>'idempotency_key' = ?";

  private static final String INSERT =
      """
      INSERT INTO training_jobs (id, job_name, model_type, status, dataset_path, hyperparameters,
          metrics, best_metric, artifacts, error_message, created_by, created_at, started_at,
          completed_at, metadata)
      VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (created_by, (metadata->>'idempotency_key'))
          WHERE metadata->>'idempotency_key' IS NOT NULL DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE training_jobs SET status = ?, metrics = ?::jsonb, best_metric = ?,
          artifacts = ?::jsonb, error_message = ?, started_at = ?, completed_at = ?,
          duration_seconds = ?, metadata = metadata || ?::jsonb
      WHERE id = ?
      """;

  private static final String TYPICAL =
      """
      SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY completed_at - started_at)
      FROM training_jobs
      WHERE status = 'completed' AND model_type = ? AND started_at IS NOT NULL
          AND completed_at IS NOT NULL
      """;

  private final DataSource connections;

  public PostgresTrainingJobs(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public TrainingJob submit(TrainingJob job, Optional<String> idempotencyKey) {
    try (Connection connection = connections.getConnection()) {
      if (insert(connection, job, idempotencyKey)) {
        return job;
      }
      try (PreparedStatement statement = connection.prepareStatement(OF_KEY)) {
        statement.setString(1, job.createdBy());
        statement.setString(2, idempotencyKey.orElseThrow());
        return read(statement).orElseThrow();
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("recording training job " + job.id(), e);
    }
  }

  private static boolean insert(
      Connection connection, TrainingJob job, Optional<String> idempotencyKey) throws SQLException {
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

  @Override
  public Optional<TrainingJob> find(UUID id) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, id);
      return read(statement);
    } catch (SQLException e) {
      throw PostgresFailures.of("finding training job " + id, e);
    }
  }

  @Override
  public void update(TrainingJob job) {
    Duration duration = job.duration();
    try (Connection connection = connections.getConnection();
        PreparedStatement update = connection.prepareStatement(UPDATE)) {
      update.setString(1, job.status().word());
      update.setString(2, NumbersJson.text(job.metrics()));
      update.setObject(3, job.bestMetric());
      update.setString(4, TrainingJson.texts(job.artifacts()));
      update.setString(5, job.error());
      update.setObject(6, time(job.startedAt()));
      update.setObject(7, time(job.completedAt()));
      update.setObject(8, duration == null ? null : (int) duration.toSeconds());
      update.setString(9, TrainingJson.progress(job.progress()));
      update.setObject(10, job.id());
      if (update.executeUpdate() == 0) {
        throw TrainingJobs.unknown(job.id());
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("updating training job " + job.id(), e);
    }
  }

  @Override
  public Optional<Duration> typicalDuration(String modelType) {
    String sql = "SELECT extract(epoch FROM typical) FROM (" + TYPICAL + ") AS found(typical)";
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, modelType);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        double seconds = row.getDouble(1);
        return row.wasNull()
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("reading how long trainings of %s took".formatted(modelType), e);
    }
  }

  private static Optional<TrainingJob> read(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(job(row)) : Optional.empty();
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
            metadata.tags()),
        TrainingStatus.ofWord(row.getString("status")),
        metadata.progress(),
        NumbersJson.parse(row.getString("metrics")),
        bestMetric,
        TrainingJson.readTexts(row.getString("artifacts")),
        row.getString("error_message"),
        createdBy == null ? "" : createdBy,
        createdAt == null ? Instant.EPOCH : createdAt,
        instant(row, "started_at"),
        instant(row, "completed_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
