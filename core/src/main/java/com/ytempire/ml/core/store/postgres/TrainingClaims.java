package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Gives workers their jobs. Claims of all processes take turns, by a lock that the transaction
 * holds; a unique index forbids a second running job of a model in any case.
 */
final class TrainingClaims {
  /** Any number that nothing else in the database locks. */
  private static final long LOCK = 7_406_351_204_118_291L;

  private static final String SILENT =
      """
      status = 'running' AND (metadata->>'heartbeat_at' IS NULL
          OR (metadata->>'heartbeat_at')::timestamptz < now() - make_interval(secs => ?))
      """;

  private static final String WAITING =
      """
      job.status = 'pending' AND NOT EXISTS (SELECT 1 FROM training_jobs AS other
          WHERE other.status = 'running' AND other.model_type = job.model_type)
      """;

  private static final String LOST = "coalesce((metadata->>'lost_workers')::int, 0)";

  /** What was to be cancelled is, at once; the rest where its attempts are used up. */
  private static final String EXHAUSTED =
      "SELECT "
          + TrainingRows.COLUMNS
          + " FROM training_jobs WHERE ((metadata->>'cancel_requested')::boolean IS TRUE OR "
          + LOST
          + " + 1 >= ?) AND "
          + SILENT
          + " FOR UPDATE";

  private static final String END =
      """
      UPDATE training_jobs SET status = ?, error_message = ?, completed_at = now(),
          metadata = metadata || jsonb_build_object('lost_workers', %s + 1),
          duration_seconds = extract(epoch FROM now() - started_at)::int
      WHERE id = ?
      """
          .formatted(LOST);

  /** The row is locked first, so that a heartbeat that comes just then is seen. */
  private static final String TAKE =
      """
      UPDATE training_jobs SET status = 'running', started_at = coalesce(started_at, now()),
          metadata = metadata || jsonb_build_object('worker', ?::text, 'heartbeat_at', now(),
              'attempt', coalesce((metadata->>'attempt')::int, 0) + 1,
              'lost_workers', %s + CASE WHEN status = 'running' THEN 1 ELSE 0 END)
      WHERE id = (SELECT job.id FROM training_jobs AS job WHERE (
      """
              .formatted(LOST)
          + SILENT
          + ") OR ("
          + WAITING
          + """
          ) ORDER BY (job.status = 'running') DESC, job.created_at, job.id LIMIT 1 FOR UPDATE)
      RETURNING
      """
          + TrainingRows.COLUMNS;

  private static final String IS_WAITING =
      "SELECT EXISTS (SELECT 1 FROM training_jobs AS job WHERE ("
          + SILENT
          + ") OR ("
          + WAITING
          + "))";

  private TrainingClaims() {}

  /** Is called in a transaction. */
  static Optional<TrainingJob> claim(Connection connection, String worker, TrainingLease lease)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
    end(connection, lease);
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setString(1, worker);
      take.setDouble(2, seconds(lease));
      return TrainingRows.first(take);
    }
  }

  private static void end(Connection connection, TrainingLease lease) throws SQLException {
    List<TrainingJob> exhausted;
    try (PreparedStatement find = connection.prepareStatement(EXHAUSTED)) {
      find.setInt(1, lease.attempts());
      find.setDouble(2, seconds(lease));
      exhausted = TrainingRows.all(find);
    }
    for (TrainingJob job : exhausted) {
      boolean isCancelled = job.attempt().isCancelAsked();
      try (PreparedStatement end = connection.prepareStatement(END)) {
        end.setString(1, isCancelled ? "cancelled" : "failed");
        end.setString(
            2, isCancelled ? null : lease.exhausted(String.valueOf(job.attempt().worker())));
        end.setObject(3, job.id());
        end.executeUpdate();
      }
    }
  }

  static boolean isWaiting(Connection connection, TrainingLease lease) throws SQLException {
    try (PreparedStatement look = connection.prepareStatement(IS_WAITING)) {
      look.setDouble(1, seconds(lease));
      try (ResultSet row = look.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static double seconds(TrainingLease lease) {
    return lease.silence().toNanos() / 1e9;
  }
}
