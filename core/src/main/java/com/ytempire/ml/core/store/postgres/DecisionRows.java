package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.Ruling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rows of {@code rollout_decisions}, and those of {@code rollout_notices} that follow from them.
 */
final class DecisionRows {
  static final String COLUMNS =
      """
      decision.id, decision.rollout_id, decision.kind, decision.model_name, decision.version,
      decision.active_version, decision.step, decision.percentage, decision.decided_by,
      decision.automatic, decision.reason, decision.figures::text AS figures, decision.decided_at
      """;

  private static final String INSERT =
      """
      INSERT INTO rollout_decisions (id, rollout_id, kind, model_name, version, active_version,
          step, percentage, decided_by, automatic, reason, figures, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
      """;

  private static final String NOTICE =
      "INSERT INTO rollout_notices (decision_id, due_at) VALUES (?, ?)";

  private static final String OF_MODEL =
      "SELECT "
          + COLUMNS
          + """
          FROM rollout_decisions decision WHERE model_name = ?
          ORDER BY decided_at DESC, id LIMIT ?
          """;

  private DecisionRows() {}

  static void insert(Connection connection, RolloutDecision decision) throws SQLException {
    OffsetDateTime at = decision.at().atOffset(ZoneOffset.UTC);
    RolloutKind kind = decision.kind();
    ModelRef active = decision.active();
    Ruling ruling = decision.ruling();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, decision.id());
      insert.setObject(2, decision.rolloutId());
      insert.setString(3, kind == null ? null : kind.word());
      insert.setString(4, decision.version().name());
      insert.setString(5, decision.version().version());
      insert.setString(6, active == null ? null : active.version());
      insert.setString(7, decision.step().word());
      insert.setInt(8, decision.percentage());
      insert.setString(9, ruling.by());
      insert.setBoolean(10, ruling.automatic());
      insert.setString(11, ruling.reason());
      insert.setString(12, ruling.figures());
      insert.setObject(13, at);
      insert.executeUpdate();
    }
    if (decision.concernsCallers()) {
      try (PreparedStatement notice = connection.prepareStatement(NOTICE)) {
        notice.setObject(1, decision.id());
        notice.setObject(2, at);
        notice.executeUpdate();
      }
    }
  }

  static List<RolloutDecision> ofModel(Connection connection, String modelName, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_MODEL)) {
      select.setString(1, modelName);
      select.setInt(2, limit);
      List<RolloutDecision> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(decision(row));
        }
      }
      return found;
    }
  }

  static RolloutDecision decision(ResultSet row) throws SQLException {
    String name = row.getString("model_name");
    String active = row.getString("active_version");
    String kind = row.getString("kind");
    return new RolloutDecision(
        row.getObject("id", UUID.class),
        row.getObject("rollout_id", UUID.class),
        kind == null ? null : RolloutKind.ofWord(kind),
        new ModelRef(name, row.getString("version")),
        active == null ? null : new ModelRef(name, active),
        RolloutDecision.Step.ofWord(row.getString("step")),
        row.getInt("percentage"),
        new Ruling(
            row.getString("decided_by"),
            row.getBoolean("automatic"),
            row.getString("reason"),
            row.getString("figures")),
        row.getObject("decided_at", OffsetDateTime.class).toInstant());
  }
}
