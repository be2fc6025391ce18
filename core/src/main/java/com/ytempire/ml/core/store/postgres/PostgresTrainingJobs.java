package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.json.TrainingJson;
import com.ytempire.ml.core.training.TrainingClaim;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingHold;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Jobs in the reference's table {@code training_jobs}. {@code job_name} is the experiment; {@code
 * metadata} holds split, tags, choices, epochs and the idempotency key. What a worker writes names
 * worker and attempt, so that one that lost its job changes nothing.
 */
public final class PostgresTrainingJobs implements TrainingJobs {
  private static final String SELECT = "SELECT " + TrainingRows.COLUMNS + " FROM training_jobs ";
  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String OF_KEY =
      SELECT + "WHERE created_by = ? AND metadata->>'idempotency_key' = ?";

  private static final String LIST =
      SELECT
          + """
          WHERE (?::text IS NULL OR status = ?) AND (?::text IS NULL OR model_type = ?)
              AND (?::uuid IS NULL OR (created_at, id) <
                  (SELECT created_at, id FROM training_jobs WHERE id = ?))
          ORDER BY created_at DESC, id DESC LIMIT ?
          """;

  private static final String CANCEL_ASKED =
      "coalesce((metadata->>'cancel_requested')::boolean, false)";

  private static final String HELD =
      """
       WHERE id = ? AND metadata->>'worker' = ? AND metadata->'attempt' = to_jsonb(?::int)
           AND status = 'running'
      """;

  private static final String UPDATE =
      """
      UPDATE training_jobs SET status = ?, metrics = ?::jsonb, best_metric = ?,
          artifacts = ?::jsonb, error_message = ?, completed_at = ?, duration_seconds = ?,
          metadata = metadata || ?::jsonb || jsonb_build_object('heartbeat_at', now())
      """
          + HELD;

  private static final String HEARTBEAT =
      """
      UPDATE training_jobs SET metadata = metadata || jsonb_build_object('heartbeat_at', now())
      """
          + HELD
          + " RETURNING "
          + CANCEL_ASKED;

  private static final String RELEASE =
      """
      UPDATE training_jobs SET metadata = metadata - 'heartbeat_at',
          status = CASE WHEN %1$s THEN 'cancelled' ELSE 'pending' END,
          completed_at = CASE WHEN %1$s THEN now() END
      """
              .formatted(CANCEL_ASKED)
          + HELD;

  private static final String CANCEL =
      """
      UPDATE training_jobs SET
          metadata = CASE WHEN status = 'running'
              THEN metadata || '{"cancel_requested": true}'::jsonb ELSE metadata END,
          completed_at = CASE WHEN status = 'pending' THEN now() ELSE completed_at END,
          status = CASE WHEN status = 'pending' THEN 'cancelled' ELSE status END
      WHERE id = ? RETURNING
      """
          + TrainingRows.COLUMNS;

  private static final String TYPICAL =
      """
      SELECT extract(epoch FROM typical) FROM (
          SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY completed_at - started_at)
          FROM training_jobs
          WHERE status = 'completed' AND model_type = ? AND started_at IS NOT NULL
              AND completed_at IS NOT NULL) AS found(typical)
      """;

  private final DataSource connections;

  public PostgresTrainingJobs(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public TrainingJob submit(TrainingJob job, Optional<String> idempotencyKey) {
    return run(
        "recording training job " + job.id(),
        connection -> {
          if (TrainingRows.insert(connection, job, idempotencyKey)) {
            return job;
          }
          try (PreparedStatement statement = connection.prepareStatement(OF_KEY)) {
            statement.setString(1, job.createdBy());
            statement.setString(2, idempotencyKey.orElseThrow());
            return TrainingRows.first(statement).orElseThrow();
          }
        });
  }

  @Override
  public Optional<TrainingJob> find(UUID id) {
    return run(
        "finding training job " + id,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, id);
            return TrainingRows.first(statement);
          }
        });
  }

  @Override
  public List<TrainingJob> list(TrainingFilter filter) {
    return run(
        "listing training jobs",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            String status = filter.status().map(TrainingStatus::word).orElse(null);
            statement.setString(1, status);
            statement.setString(2, status);
            statement.setString(3, filter.modelType().orElse(null));
            statement.setString(4, filter.modelType().orElse(null));
            statement.setObject(5, filter.after().orElse(null), Types.OTHER);
            statement.setObject(6, filter.after().orElse(null), Types.OTHER);
            statement.setInt(7, filter.limit());
            return TrainingRows.all(statement);
          }
        });
  }

  @Override
  public Optional<TrainingJob> claim(String worker, TrainingLease lease) {
    return Transactions.run(
        connections,
        "taking a training job",
        connection -> TrainingClaims.claim(connection, worker, lease));
  }

  @Override
  public boolean isWaiting(TrainingLease lease) {
    return run(
        "looking for a training job", connection -> TrainingClaims.isWaiting(connection, lease));
  }

  @Override
  public TrainingHold heartbeat(TrainingClaim claim) {
    return run(
        "keeping training job " + claim.id(),
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(HEARTBEAT)) {
            held(statement, 1, claim);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return TrainingHold.LOST;
              }
              return row.getBoolean(1) ? TrainingHold.CANCEL_ASKED : TrainingHold.HELD;
            }
          }
        });
  }

  @Override
  public boolean update(TrainingClaim claim, TrainingJob job) {
    Duration duration = job.duration();
    return run(
        "updating training job " + claim.id(),
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, job.status().word());
            update.setString(2, NumbersJson.text(job.metrics()));
            update.setObject(3, job.bestMetric());
            update.setString(4, TrainingJson.texts(job.artifacts()));
            update.setString(5, job.error());
            update.setObject(6, TrainingRows.time(job.completedAt()));
            update.setObject(7, duration == null ? null : (int) duration.toSeconds());
            update.setString(8, TrainingJson.progress(job.progress()));
            held(update, 9, claim);
            return update.executeUpdate() == 1;
          }
        });
  }

  @Override
  public boolean release(TrainingClaim claim) {
    return run(
        "handing training job %s back".formatted(claim.id()),
        connection -> {
          try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            held(release, 1, claim);
            return release.executeUpdate() == 1;
          }
        });
  }

  private static void held(PreparedStatement statement, int first, TrainingClaim claim)
      throws SQLException {
    statement.setObject(first, claim.id());
    statement.setString(first + 1, claim.worker());
    statement.setInt(first + 2, claim.attempt());
  }

  @Override
  public Optional<TrainingJob> cancel(UUID id) {
    return run(
        "cancelling training job " + id,
        connection -> {
          try (PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
            cancel.setObject(1, id);
            return TrainingRows.first(cancel);
          }
        });
  }

  @Override
  public Optional<Duration> typicalDuration(String modelType) {
    return run(
        "reading how long trainings of %s took".formatted(modelType),
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(TYPICAL)) {
            statement.setString(1, modelType);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              double seconds = row.getDouble(1);
              return row.wasNull()
                  ? Optional.empty()
                  : Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
            }
          }
        });
  }

  private <T> T run(String doing, Transactions.Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }
}
