package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.RolloutLook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of {@code rollout_looks}. */
final class LookRows {
  private static final String INSERT =
      """
      INSERT INTO rollout_looks (rollout_id, compared_since, stage, looked_at, figures)
      VALUES (?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (rollout_id, compared_since, stage) DO NOTHING
      """;

  private static final String OF_ROLLOUT =
      """
      SELECT rollout_id, compared_since, stage, looked_at, figures::text AS figures
      FROM rollout_looks WHERE rollout_id = ? ORDER BY looked_at, stage
      """;

  private LookRows() {}

  static void insert(Connection connection, RolloutLook look) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, look.rolloutId());
      insert.setObject(2, look.since().atOffset(ZoneOffset.UTC));
      insert.setInt(3, look.stage());
      insert.setObject(4, look.at().atOffset(ZoneOffset.UTC));
      insert.setString(5, look.figures());
      insert.executeUpdate();
    }
  }

  static List<RolloutLook> ofRollout(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_ROLLOUT)) {
      select.setObject(1, id);
      List<RolloutLook> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new RolloutLook(
                  row.getObject("rollout_id", UUID.class),
                  row.getObject("compared_since", OffsetDateTime.class).toInstant(),
                  row.getInt("stage"),
                  row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                  row.getString("figures")));
        }
      }
      return found;
    }
  }
}
