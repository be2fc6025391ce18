package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutState;
import com.ytempire.ml.core.model.RolloutTerms;
import com.ytempire.ml.core.store.Rollouts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes single rows of {@code model_rollouts}, within a caller's transaction. */
final class RolloutRows {
  private static final String COLUMNS =
      """
      id, model_name, version, kind, percentage, state, started_at, ended_at, reason, started_by
      """;

  static final String SELECT = "SELECT " + COLUMNS + " FROM model_rollouts ";
  static final String FIND = SELECT + "WHERE id = ?";
  private static final String TERMS =
      """
      SELECT held, slow_ms, coalesce(compared_since, started_at) AS since
      FROM model_rollouts WHERE id = ?
      """;
  private static final String ACTIVE =
      "SELECT version FROM ml_models WHERE model_name = ? AND status = 'active'";

  private RolloutRows() {}

  static @Nullable ModelRef active(Connection connection, String modelName) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ACTIVE)) {
      select.setString(1, modelName);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new ModelRef(modelName, row.getString(1)) : null;
      }
    }
  }

  static RolloutTerms terms(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TERMS)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw Rollouts.unknown(id);
        }
        Integer slow = row.getObject("slow_ms", Integer.class);
        return new RolloutTerms(
            row.getBoolean("held"),
            slow == null ? null : Duration.ofMillis(slow),
            row.getObject("since", OffsetDateTime.class).toInstant());
      }
    }
  }

  static void update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    }
  }

  static Rollout require(Connection connection, UUID id) throws SQLException {
    List<Rollout> found = query(connection, FIND, id);
    if (found.isEmpty()) {
      throw Rollouts.unknown(id);
    }
    return found.get(0);
  }

  static List<Rollout> query(Connection connection, String sql, Object... parameters)
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
