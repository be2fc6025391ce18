package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutDecision.Step;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
  private static final String RUNNING =
      RolloutRows.SELECT + "WHERE state = 'running' ORDER BY started_at, id";
  private static final String RUNNING_OF_MODEL =
      RolloutRows.SELECT + "WHERE state = 'running' AND model_name = ? AND kind = ?";
  private static final String HISTORY =
      RolloutRows.SELECT + "WHERE model_name = ? ORDER BY started_at DESC, id";

  private static final String INSERT =
      """
      INSERT INTO model_rollouts
          (id, model_name, version, kind, percentage, state, started_at, started_by)
      VALUES (?, ?, ?, ?, ?, 'running', ?, ?)
      """;

  private static final String CHANGE =
      "UPDATE model_rollouts SET percentage = ?, compared_since = ? WHERE id = ?";
  private static final String HOLD = "UPDATE model_rollouts SET held = ? WHERE id = ?";
  private static final String FIX =
      "UPDATE model_rollouts SET slow_ms = ? WHERE id = ? AND slow_ms IS NULL";
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
              RolloutRows.query(connection, RUNNING_OF_MODEL, candidate.name(), kind.word());
          if (running.isEmpty()) {
            return insert(connection, candidate, kind, percentage, by);
          }
          if (!running.get(0).candidate().equals(candidate)) {
            throw Rollouts.occupied(running.get(0));
          }
          Rollout changed = running.get(0).withPercentage(percentage);
          if (changed.percentage() != running.get(0).percentage()) {
            RolloutRows.update(connection, CHANGE, changed.percentage(), time(now()), changed.id());
            record(
                connection,
                changed,
                Step.SHARE_CHANGED,
                Ruling.byHand(by, "share changed to %d %%".formatted(percentage)));
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
    record(
        connection,
        rollout,
        Step.STARTED,
        Ruling.byHand(by, "started with %d %% of the requests".formatted(percentage)));
    return rollout;
  }

  @Override
  public Optional<Rollout> find(UUID id) {
    return read("finding rollout " + id, RolloutRows.FIND, id).stream().findFirst();
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
  public Rollout promote(UUID id, Ruling ruling) {
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
          // The decision names the version that was active before.
          record(connection, rollout, Step.PROMOTED, ruling);
          PostgresModelRegistry.activate(connection, rollout.candidate(), now());
          return end(connection, rollout, RolloutState.PROMOTED, ruling);
        });
  }

  @Override
  public Rollout end(UUID id, Ruling ruling) {
    return change(
        "ending rollout " + id,
        id,
        (connection, rollout) -> {
          if (!rollout.isRunning()) {
            return rollout;
          }
          boolean canary = rollout.kind() == RolloutKind.CANARY;
          record(connection, rollout, canary ? Step.ROLLED_BACK : Step.STOPPED, ruling);
          return end(
              connection,
              rollout,
              canary ? RolloutState.ROLLED_BACK : RolloutState.STOPPED,
              ruling);
        });
  }

  @Override
  public Rollout keep(UUID id, Ruling ruling) {
    return change(
        "ending rollout " + id,
        id,
        (connection, rollout) -> {
          if (rollout.kind() != RolloutKind.CANARY) {
            throw Rollouts.noCanary(rollout);
          }
          if (!rollout.isRunning()) {
            return rollout;
          }
          record(connection, rollout, Step.KEPT, ruling);
          return end(connection, rollout, RolloutState.KEPT, ruling);
        });
  }

  @Override
  public RolloutTerms hold(UUID id, boolean held, Ruling ruling) {
    return change(
        "holding rollout " + id,
        id,
        (connection, rollout) -> {
          if (rollout.kind() != RolloutKind.CANARY || !rollout.isRunning()) {
            throw Rollouts.noCanary(rollout);
          }
          if (RolloutRows.terms(connection, id).held() != held) {
            RolloutRows.update(connection, HOLD, held, id);
            record(connection, rollout, held ? Step.HELD : Step.RESUMED, ruling);
          }
          return RolloutRows.terms(connection, id);
        });
  }

  @Override
  public void revert(ModelRef to, Ruling ruling) {
    Transactions.run(
        connections,
        "going back to " + to,
        connection -> {
          PostgresModelRegistry.lock(connection, to.name());
          ModelRef active = RolloutRows.active(connection, to.name());
          if (active == null) {
            throw Rollouts.noneActive(to.name());
          }
          PostgresModelRegistry.activate(connection, to, now());
          DecisionRows.insert(
              connection,
              new RolloutDecision(
                  ids.get(), null, null, active, active, Step.ROLLED_BACK, 0, ruling, now()));
          return to;
        });
  }

  @Override
  public RolloutTerms terms(UUID id) {
    try (Connection connection = connections.getConnection()) {
      return RolloutRows.terms(connection, id);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading rollout " + id, e);
    }
  }

  @Override
  public RolloutTerms fixSlow(UUID id, Duration slow) {
    try (Connection connection = connections.getConnection()) {
      RolloutRows.update(connection, FIX, Math.toIntExact(slow.toMillis()), id);
      return RolloutRows.terms(connection, id);
    } catch (SQLException e) {
      throw PostgresFailures.of("fixing the bound of rollout " + id, e);
    }
  }

  @Override
  public List<RolloutDecision> decisions(String modelName, int limit) {
    try (Connection connection = connections.getConnection()) {
      return DecisionRows.ofModel(connection, modelName, limit);
    } catch (SQLException e) {
      throw PostgresFailures.of("listing decisions on " + modelName, e);
    }
  }

  @Override
  public void keep(RolloutLook look) {
    try (Connection connection = connections.getConnection()) {
      RolloutRows.require(connection, look.rolloutId());
      LookRows.insert(connection, look);
    } catch (SQLException e) {
      throw PostgresFailures.of("keeping a look at rollout " + look.rolloutId(), e);
    }
  }

  @Override
  public List<RolloutLook> looks(UUID id) {
    try (Connection connection = connections.getConnection()) {
      return LookRows.ofRollout(connection, id);
    } catch (SQLException e) {
      throw PostgresFailures.of("listing looks at rollout " + id, e);
    }
  }

  /** What a transaction does to a rollout whose model's rows are locked. */
  @FunctionalInterface
  private interface Change<T> {
    T apply(Connection connection, Rollout rollout) throws SQLException;
  }

  private <T> T change(String doing, UUID id, Change<T> change) {
    return Transactions.run(
        connections,
        doing,
        connection -> {
          PostgresModelRegistry.lock(
              connection, RolloutRows.require(connection, id).candidate().name());
          return change.apply(connection, RolloutRows.require(connection, id));
        });
  }

  private Rollout end(Connection connection, Rollout rollout, RolloutState state, Ruling ruling)
      throws SQLException {
    Rollout ended = rollout.ended(state, now(), ruling.reason());
    RolloutRows.update(connection, END, state.word(), time(now()), ruling.reason(), rollout.id());
    return ended;
  }

  private void record(Connection connection, Rollout rollout, Step step, Ruling ruling)
      throws SQLException {
    ModelRef candidate = rollout.candidate();
    int share =
        switch (step) {
          case STARTED, SHARE_CHANGED, HELD, RESUMED -> rollout.percentage();
          case PROMOTED -> 100;
          case ROLLED_BACK, KEPT, STOPPED -> 0;
        };
    DecisionRows.insert(
        connection,
        new RolloutDecision(
            ids.get(),
            rollout.id(),
            rollout.kind(),
            candidate,
            RolloutRows.active(connection, candidate.name()),
            step,
            share,
            ruling,
            now()));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private List<Rollout> read(String doing, String sql, Object... parameters) {
    try (Connection connection = connections.getConnection()) {
      return RolloutRows.query(connection, sql, parameters);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }
}
