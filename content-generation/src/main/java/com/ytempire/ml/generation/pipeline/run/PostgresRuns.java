package com.ytempire.ml.generation.pipeline.run;

import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the tables {@code pipeline_runs}, {@code pipeline_stages} and {@code pipeline_events}.
 * What a worker writes names it, so that one that lost its run changes nothing.
 */
public final class PostgresRuns implements Runs {
  private static final String SELECT = "SELECT " + RunRows.COLUMNS + " FROM pipeline_runs ";
  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String LOCKED = FIND + " FOR UPDATE";
  private static final String OF_KEY = SELECT + "WHERE created_by = ? AND idempotency_key = ?";

  private static final String INSERT =
      """
      INSERT INTO pipeline_runs (id, pipeline, input, channel, created_by, idempotency_key, state,
          created_at)
      VALUES (?, ?, ?::jsonb, ?, ?, ?, 'queued', ?)
      ON CONFLICT (created_by, idempotency_key) DO NOTHING
      """;

  private static final String LIST =
      SELECT
          + """
          WHERE (?::text IS NULL OR pipeline = ?) AND (?::text IS NULL OR state = ?)
              AND (?::uuid IS NULL OR (created_at, id) <
                  (SELECT created_at, id FROM pipeline_runs WHERE id = ?))
          ORDER BY created_at DESC, id DESC LIMIT ?
          """;

  private static final String EVENTS =
      "SELECT at, stage, what FROM pipeline_events WHERE run_id = ? ORDER BY number";

  private static final String NEXT =
      SELECT
          + """
          WHERE state = 'queued' OR state = 'running'
              AND heard_at <= clock_timestamp() - ? * interval '1 millisecond'
          ORDER BY state = 'running' DESC, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
          """;

  private static final String TAKE =
      """
      UPDATE pipeline_runs SET state = 'running', worker = ?, heard_at = clock_timestamp(),
          started_at = coalesce(started_at, clock_timestamp()), ended_at = NULL, error = ''
      WHERE id = ?
      """;

  private static final String HEARD =
      """
      UPDATE pipeline_runs SET heard_at = clock_timestamp()
      WHERE id = ? AND worker = ? AND state = 'running' RETURNING cancel_requested
      """;

  private static final String CHANGE =
      """
      UPDATE pipeline_runs SET state = ?, cancel_requested = ?, resumed = ?, worker = NULL,
          ended_at = ?, error = ?
      WHERE id = ?
      """;

  private final DataSource connections;

  public PostgresRuns(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public PipelineRun submit(PipelineRun run, Optional<String> idempotencyKey) {
    return Transactions.run(
        connections,
        "queueing a run",
        db -> {
          try (PreparedStatement insert = db.prepareStatement(INSERT)) {
            insert.setObject(1, run.id());
            insert.setString(2, run.pipeline());
            insert.setString(3, run.input().toString());
            insert.setString(4, run.channel().orElse(null));
            insert.setString(5, run.createdBy());
            insert.setString(6, idempotencyKey.orElse(null));
            insert.setObject(7, RunRows.time(run.createdAt()));
            if (insert.executeUpdate() == 1) {
              RunRows.insertStages(db, run);
              return one(db, FIND, find -> find.setObject(1, run.id())).orElseThrow();
            }
          }
          return one(
                  db,
                  OF_KEY,
                  find -> {
                    find.setString(1, run.createdBy());
                    find.setString(2, idempotencyKey.orElseThrow());
                  })
              .orElseThrow();
        });
  }

  private static Optional<PipelineRun> one(Connection db, String sql, RunRows.Parameters parameters)
      throws SQLException {
    return RunRows.query(db, sql, parameters).stream().findFirst();
  }

  @Override
  public Optional<PipelineRun> find(UUID id) {
    return list(FIND, find -> find.setObject(1, id)).stream().findFirst();
  }

  private List<PipelineRun> list(String sql, RunRows.Parameters parameters) {
    try (Connection db = connections.getConnection()) {
      return RunRows.query(db, sql, parameters);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading runs", e);
    }
  }

  @Override
  public List<RunEvent> events(UUID id) {
    try (Connection db = connections.getConnection();
        PreparedStatement events = db.prepareStatement(EVENTS)) {
      events.setObject(1, id);
      List<RunEvent> found = new ArrayList<>();
      try (ResultSet row = events.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
          found.add(new RunEvent(at, row.getString(2), row.getString(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw PostgresFailures.of("reading what happened in a run", e);
    }
  }

  @Override
  public List<PipelineRun> list(
      Optional<String> pipeline, Optional<RunState> state, Optional<UUID> behind, int most) {
    String word = state.map(RunState::word).orElse(null);
    return list(
        LIST,
        list -> {
          list.setString(1, pipeline.orElse(null));
          list.setString(2, pipeline.orElse(null));
          list.setString(3, word);
          list.setString(4, word);
          list.setObject(5, behind.orElse(null));
          list.setObject(6, behind.orElse(null));
          list.setInt(7, most);
        });
  }

  @Override
  public Optional<PipelineRun> claim(String worker, Duration lease) {
    while (true) {
      Claimed claimed =
          Transactions.run(connections, "claiming a run", db -> claim(db, worker, lease));
      if (!claimed.wasCalledOff) {
        return Optional.ofNullable(claimed.run);
      }
    }
  }

  /** What came of looking for a run: one, none, or one that was to be ended first. */
  private record Claimed(@Nullable PipelineRun run, boolean wasCalledOff) {}

  private static Claimed claim(Connection db, String worker, Duration lease) throws SQLException {
    Optional<PipelineRun> next = one(db, NEXT, find -> find.setLong(1, lease.toMillis()));
    if (next.isEmpty()) {
      return new Claimed(null, false);
    }
    PipelineRun run = next.get();
    if (run.isCancelRequested()) {
      Instant at = now(db);
      change(db, run.ended(RunState.CANCELLED, "called off", at), "cancelled", at);
      return new Claimed(null, true);
    }
    try (PreparedStatement take = db.prepareStatement(TAKE)) {
      take.setString(1, worker);
      take.setObject(2, run.id());
      take.executeUpdate();
    }
    return new Claimed(one(db, FIND, find -> find.setObject(1, run.id())).orElseThrow(), false);
  }

  private static Instant now(Connection db) throws SQLException {
    try (PreparedStatement now = db.prepareStatement("SELECT clock_timestamp()");
        ResultSet row = now.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  @Override
  public RunHold heartbeat(UUID id, String worker) {
    try (Connection db = connections.getConnection()) {
      return heard(db, id, worker);
    } catch (SQLException e) {
      throw PostgresFailures.of("telling of a run", e);
    }
  }

  private static RunHold heard(Connection db, UUID id, String worker) throws SQLException {
    try (PreparedStatement heard = db.prepareStatement(HEARD)) {
      heard.setObject(1, id);
      heard.setString(2, worker);
      try (ResultSet row = heard.executeQuery()) {
        if (!row.next()) {
          return RunHold.LOST;
        }
        return row.getBoolean(1) ? RunHold.CANCELLED : RunHold.GOES_ON;
      }
    }
  }

  @Override
  public boolean save(UUID id, String worker, StageRun stage, List<RunEvent> events) {
    return Transactions.run(
        connections,
        "keeping a stage",
        db -> {
          if (heard(db, id, worker) == RunHold.LOST) {
            return false;
          }
          RunRows.updateStage(db, id, stage);
          RunRows.insertEvents(db, id, events);
          return true;
        });
  }

  @Override
  public boolean leave(UUID id, String worker, RunState state, String error, Instant at) {
    return Transactions.run(
        connections,
        "ending a run",
        db -> {
          RunHold hold = heard(db, id, worker);
          if (hold == RunHold.LOST) {
            return false;
          }
          PipelineRun run = one(db, LOCKED, find -> find.setObject(1, id)).orElseThrow();
          boolean isOff = state == RunState.QUEUED && hold == RunHold.CANCELLED;
          RunState now = isOff ? RunState.CANCELLED : state;
          change(db, run.ended(now, error, at), now.word(), at);
          return true;
        });
  }

  @Override
  public Optional<PipelineRun> cancel(UUID id, Instant at) {
    return changed(
        id,
        (db, run) -> {
          if (run.state() == RunState.QUEUED) {
            change(db, run.ended(RunState.CANCELLED, "called off", at), "cancelled", at);
          } else if (run.state() == RunState.RUNNING && !run.isCancelRequested()) {
            try (PreparedStatement ask =
                db.prepareStatement(
                    "UPDATE pipeline_runs SET cancel_requested = true WHERE id = ?")) {
              ask.setObject(1, id);
              ask.executeUpdate();
            }
            RunRows.insertEvents(db, id, List.of(new RunEvent(at, "", "it is asked to stop")));
          }
        });
  }

  @Override
  public Optional<PipelineRun> resume(UUID id, Instant at) {
    return changed(
        id,
        (db, run) -> {
          if (run.state() == RunState.FAILED || run.state() == RunState.CANCELLED) {
            PipelineRun again = run.again();
            change(db, again, "resumed", at);
            for (StageRun stage : again.stages()) {
              RunRows.updateStage(db, id, stage);
            }
          }
        });
  }

  /** What becomes of a run. */
  private interface Change {
    void make(Connection db, PipelineRun run) throws SQLException;
  }

  private Optional<PipelineRun> changed(UUID id, Change change) {
    return Transactions.run(
        connections,
        "changing a run",
        db -> {
          Optional<PipelineRun> run = one(db, LOCKED, find -> find.setObject(1, id));
          if (run.isPresent()) {
            change.make(db, run.get());
          }
          return one(db, FIND, find -> find.setObject(1, id));
        });
  }

  /** Keeps where a run stands that nobody has any more. */
  private static void change(Connection db, PipelineRun run, String event, Instant at)
      throws SQLException {
    try (PreparedStatement change = db.prepareStatement(CHANGE)) {
      change.setString(1, run.state().word());
      change.setBoolean(2, run.isCancelRequested());
      change.setInt(3, run.resumed());
      change.setObject(4, run.endedAt().map(RunRows::time).orElse(null));
      change.setString(5, run.error());
      change.setObject(6, run.id());
      change.executeUpdate();
    }
    RunRows.insertEvents(db, run.id(), List.of(new RunEvent(at, "", event)));
  }
}
