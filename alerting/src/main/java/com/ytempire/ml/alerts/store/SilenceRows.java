package com.ytempire.ml.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code alert_silences}. */
final class SilenceRows {
  private static final String ADD =
      """
      INSERT INTO alert_silences (id, rule, from_at, until_at, reason, created_by)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """;

  private static final String END =
      """
      UPDATE alert_silences SET until_at = greatest(from_at, ?)
      WHERE rule = ? AND until_at > ?
      """;

  private static final String OPEN =
      """
      SELECT id, rule, from_at, until_at, reason, created_by
      FROM alert_silences WHERE until_at > ? ORDER BY until_at, id
      """;

  private SilenceRows() {}

  static int add(Connection connection, Silence silence) throws SQLException {
    return Rows.update(
        connection,
        ADD,
        silence.id(),
        silence.rule(),
        silence.from(),
        silence.until(),
        silence.reason(),
        silence.by());
  }

  static int end(Connection connection, String rule, Instant at) throws SQLException {
    return Rows.update(connection, END, at, rule, at);
  }

  static List<Silence> open(Connection connection, Instant at) throws SQLException {
    return Rows.query(
        connection,
        OPEN,
        row ->
            new Silence(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                Rows.time(row, "from_at"),
                Rows.time(row, "until_at"),
                row.getString("reason"),
                row.getString("created_by")),
        at);
  }

  static List<String> silenced(Connection connection, Instant at) throws SQLException {
    return Rows.query(
        connection,
        "SELECT DISTINCT rule FROM alert_silences WHERE from_at <= ? AND until_at > ?",
        row -> row.getString("rule"),
        at,
        at);
  }
}
