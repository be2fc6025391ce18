package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Rollouts in the table {@code model_rollouts}. Every change first locks the rows of its model in
 * {@code ml_models}, as the registry does, so that changes of one model take turns over all
 * processes. Times are kept to the microsecond.
 */
public final class PostgresRollouts implements Rollouts {
  private static final String COLUMNS =
      """
      id, model_name, version, kind, percentage, state, started_at, ended_at, reason, started_by
      """;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM model_rollouts ";
  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String RUNNING = SELECT + "WHERE state = 'running' ORDER BY started_at, id";
  private static final String RUNNING_OF_MODEL =
      SELECT + "WHERE state = 'running' AND model_name = ? AND kind = ?";
  private static final String HISTORY =
      SELECT + "WHERE model_name = ? ORDER BY started_at DESC, id";

  private static final String INSERT =
      """
      INSERT INTO model_rollouts
          (id, model_name, version, kind, percentage, state, started_at, started_by)
      VALUES (?, ?, ?, ?, ?, 'running', ?, ?)
      """;

  private static final String CHANGE = "UPDATE model_rollouts SET percentage = ? WHERE id = ?";
  private static final String END =
      "UPDATE model_rollouts SET state = ?, ended_at = ?, reason = ? WHERE id = ?";

  private final DataSource connections;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public PostgresRollouts(DataSource connections, Clock clock, Supplier<UUID> ids) {
    this.connections = connections;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Rollout start(ModelRef candidate, RolloutKind kind, int percentage, String by) {
    return Transactions.run(
        connections,
        "starting a %s of %s".formatted(kind.word(), candidate),
        connection -> {
          PostgresModelRegistry.lock(connection, candidate.name());
          ModelVersion version = PostgresModelRegistry.require(connection, candidate);
          if (version.status() == ModelStatus.DEPRECATED) {
            throw ModelRegistry.deprecated(candidate);
          }
          if (version.status() == ModelStatus.ACTIVE) {
            throw Rollouts.active(candidate);
          }
          List<Rollout> running =
              query(connection, RUNNING_OF_MODEL, candidate.name(), kind.word());
          if (running.isEmpty()) {
            return insert(connection, candidate, kind, percentage, by);
          }
          if (!running.get(0).candidate().equals(candidate)) {
            throw Rollouts.occupied(running.get(0));
          }
          Rollout changed = running.get(0).withPercentage(percentage);
          try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            change.setInt(1, changed.percentage());
            change.setObject(2, changed.id());
            change.executeUpdate();
          }
          return changed;
        });
  }

  private Rollout insert(
      Connection connection, ModelRef candidate, RolloutKind kind, int percentage, String by)
      throws SQLException {
    var rollout =
        new Rollout(
            ids.get(), candidate, kind, percentage, RolloutState.RUNNING, now(), null, null, by);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, rollout.id());
      insert.setString(2, candidate.name());
      insert.setString(3, candidate.version());
      insert.setString(4, kind.word());
      insert.setInt(5, percentage);
      insert.setObject(6, rollout.startedAt().atOffset(ZoneOffset.UTC));
      insert.setString(7, by);
      insert.executeUpdate();
    }
    return rollout;
  }

  @Override
  public Optional<Rollout> find(UUID id) {
    return read("finding rollout " + id, FIND, id).stream().findFirst();
  }

  @Override
  public List<Rollout> running() {
    return read("listing running rollouts", RUNNING);
  }

  @Override
  public List<Rollout> history(String modelName) {
    return read("listing rollouts of " + modelName, HISTORY, modelName);
  }

  @Override
  public Rollout promote(UUID id, String reason) {
    return change(
        "promoting rollout " + id,
        id,
        (connection, rollout) -> {
          if (rollout.state() == RolloutState.PROMOTED) {
            return rollout;
          }
          if (!rollout.isRunning() || rollout.kind() != RolloutKind.CANARY) {
            throw Rollouts.notPromotable(rollout);
          }
          PostgresModelRegistry.activate(connection, rollout.candidate(), now());
          return end(connection, rollout, RolloutState.PROMOTED, reason);
        });
  }

  @Override
  public Rollout end(UUID id, String reason) {
    return change(
        "ending rollout " + id,
        id,
        (connection, rollout) ->
            rollout.isRunning()
                ? end(
                    connection,
                    rollout,
                    rollout.kind() == RolloutKind.CANARY
                        ? RolloutState.ROLLED_BACK
                        : RolloutState.STOPPED,
                    reason)
                : rollout);
  }

  /** What a transaction does to a rollout whose model's rows are locked. */
  @FunctionalInterface
  private interface Change {
    Rollout apply(Connection connection, Rollout rollout) throws SQLException;
  }

  private Rollout change(String doing, UUID id, Change change) {
    return Transactions.run(
        connections,
        doing,
        connection -> {
          PostgresModelRegistry.lock(connection, require(connection, id).candidate().name());
          return change.apply(connection, require(connection, id));
        });
  }

  private Rollout end(Connection connection, Rollout rollout, RolloutState state, String reason)
      throws SQLException {
    Rollout ended = rollout.ended(state, now(), reason);
    try (PreparedStatement update = connection.prepareStatement(END)) {
      update.setString(1, state.word());
      update.setObject(2, now().atOffset(ZoneOffset.UTC));
      update.setString(3, reason);
      update.setObject(4, rollout.id());
      update.executeUpdate();
    }
    return ended;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Rollout require(Connection connection, UUID id) throws SQLException {
    List<Rollout> found = query(connection, FIND, id);
    if (found.isEmpty()) {
      throw Rollouts.unknown(id);
    }
    return found.get(0);
  }

  private List<Rollout> read(String doing, String sql, Object... parameters) {
    try (Connection connection = connections.getConnection()) {
      return query(connection, sql, parameters);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }

  private static List<Rollout> query(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<Rollout> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(rollout(row));
        }
      }
      return found;
    }
  }

  private static Rollout rollout(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Rollout(
        row.getObject("id", UUID.class),
        new ModelRef(row.getString("model_name"), row.getString("version")),
        RolloutKind.ofWord(row.getString("kind")),
        row.getInt("percentage"),
        RolloutState.ofWord(row.getString("state")),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("reason"),
        row.getString("started_by"));
  }
}
