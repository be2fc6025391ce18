package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.training.TrainingJob;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
 * Triggers in the table {@code retraining_triggers}. A lock on the model, held until the
 * transaction ends, makes triggers of one model wait for each other.
 */
public final class PostgresRetrainings implements Retrainings {
  private static final String COLUMNS =
      """
      id, model_name, version, since, triggered_at, reason, evidence::text AS evidence, state, note,
      job_id, created_at
      """;
  private static final String FIND = "SELECT " + COLUMNS + " FROM retraining_triggers WHERE id = ?";
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + """
           FROM retraining_triggers WHERE (?::text IS NULL OR model_name = ?)
              AND (?::uuid IS NULL OR EXISTS (SELECT 1 FROM retraining_triggers last
                  WHERE last.id = ? AND (retraining_triggers.triggered_at < last.triggered_at
                      OR retraining_triggers.triggered_at = last.triggered_at
                          AND retraining_triggers.id > last.id)))
          ORDER BY triggered_at DESC, id LIMIT ?
          """;
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('retraining ' || ?, 0))";
  private static final String UNDER_WAY =
      """
      SELECT id, status FROM training_jobs WHERE model_type = ? AND status IN ('pending', 'running')
      ORDER BY created_at LIMIT 1
      """;
  private static final String LAST_STARTED =
      """
      SELECT max(triggered_at) AS last FROM retraining_triggers
      WHERE model_name = ? AND state = 'started'
      """;
  private static final String INSERT =
      """
      INSERT INTO retraining_triggers (id, model_name, version, since, triggered_at, reason,
          evidence, state, note, job_id)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
      """;

  private final DataSource connections;

  public PostgresRetrainings(DataSource connections) {
    this.connections = connections;
  }

  /** What is to be done. */
  private record Decision(Retraining.State state, String note, @Nullable UUID jobId) {}

  @Override
  public Retraining raise(RetrainingTrigger trigger, TrainingJob job, Duration cooldown) {
    return Transactions.run(
        connections,
        "recording retraining trigger " + trigger.id(),
        connection -> {
          lock(connection, trigger.model().name());
          Optional<Retraining> known = find(connection, trigger.id());
          if (known.isPresent()) {
            return known.get();
          }
          Decision decision = decide(connection, trigger, job, cooldown);
          if (decision.state == Retraining.State.STARTED) {
            TrainingRows.insert(connection, job, Optional.of("trigger " + trigger.id()));
          }
          insert(connection, trigger, decision);
          return find(connection, trigger.id()).orElseThrow();
        });
  }

  private static void lock(Connection connection, String model) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, model);
      lock.execute();
    }
  }

  private static Decision decide(
      Connection connection, RetrainingTrigger trigger, TrainingJob job, Duration cooldown)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNDER_WAY)) {
      select.setString(1, job.plan().modelType());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          UUID id = row.getObject("id", UUID.class);
          return new Decision(
              Retraining.State.JOINED,
              "training job %s of the model is %s".formatted(id, row.getString("status")),
              id);
        }
      }
    }
    try (PreparedStatement select = connection.prepareStatement(LAST_STARTED)) {
      select.setString(1, trigger.model().name());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
        if (last != null && trigger.at().isBefore(last.toInstant().plus(cooldown))) {
          return new Decision(
              Retraining.State.COOLING_DOWN,
              "the last retraining was triggered at %s, less than %s before"
                  .formatted(last.toInstant(), cooldown),
              null);
        }
      }
    }
    return new Decision(Retraining.State.STARTED, "", job.id());
  }

  private static void insert(Connection connection, RetrainingTrigger trigger, Decision decision)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, trigger.id());
      insert.setString(2, trigger.model().name());
      insert.setString(3, trigger.model().version());
      insert.setObject(4, time(trigger.since()));
      insert.setObject(5, time(trigger.at()));
      insert.setString(6, trigger.reason());
      insert.setString(7, RetrainingTriggerJson.write(trigger.evidence()));
      insert.setString(8, decision.state.word());
      insert.setString(9, decision.note);
      insert.setObject(10, decision.jobId);
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Retraining> find(UUID triggerId) {
    try (Connection connection = connections.getConnection()) {
      return find(connection, triggerId);
    } catch (SQLException e) {
      throw PostgresFailures.of("looking for a retraining trigger", e);
    }
  }

  private static Optional<Retraining> find(Connection connection, UUID triggerId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setObject(1, triggerId);
      return all(select).stream().findFirst();
    }
  }

  @Override
  public List<Retraining> list(Optional<String> modelName, Optional<UUID> after, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit %d; expected 1 to 1000".formatted(limit));
    }
    try (Connection connection = connections.getConnection();
        PreparedStatement select = connection.prepareStatement(LIST)) {
      select.setString(1, modelName.orElse(null));
      select.setString(2, modelName.orElse(null));
      select.setObject(3, after.orElse(null));
      select.setObject(4, after.orElse(null));
      select.setInt(5, limit);
      return all(select);
    } catch (SQLException e) {
      throw PostgresFailures.of("listing retraining triggers", e);
    }
  }

  private static List<Retraining> all(PreparedStatement select) throws SQLException {
    List<Retraining> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(retraining(row));
      }
      return found;
    } catch (IOException e) {
      throw new IllegalStateException(
          "a row of retraining_triggers was not written by this store: " + e.getMessage(), e);
    }
  }

  private static Retraining retraining(ResultSet row) throws SQLException, IOException {
    return new Retraining(
        new RetrainingTrigger(
            row.getObject("id", UUID.class),
            new ModelRef(row.getString("model_name"), row.getString("version")),
            instant(row, "since"),
            instant(row, "triggered_at"),
            row.getString("reason"),
            RetrainingTriggerJson.readEvidence(row.getString("evidence"))),
        Retraining.State.ofWord(row.getString("state")),
        row.getString("note"),
        row.getObject("job_id", UUID.class),
        instant(row, "created_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
