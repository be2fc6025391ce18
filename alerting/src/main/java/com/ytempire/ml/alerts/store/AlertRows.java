package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.notice.ContentJson;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.alerts.state.AlertState;
import com.ytempire.ml.alerts.state.Incident;
import com.ytempire.ml.alerts.state.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code alerts} and {@code alert_incidents}, within transactions of a caller. */
final class AlertRows {
  private static final String SELECT =
      """
      SELECT fingerprint, rule, labels::text AS labels, severity, phase, since, observed_at, value,
          incident_id, fired_at, quiet_since, told, told_at, escalated_at
      FROM alerts
      """;

  private static final String INCIDENT =
      """
      INSERT INTO alert_incidents
          (id, fingerprint, rule, labels, severity, condition, value, fired_at)
      VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String RESOLVE =
      """
      UPDATE alert_incidents SET resolved_at = ?, last_value = ?
      WHERE id = ? AND resolved_at IS NULL
      """;

  private static final String UPSERT =
      """
      INSERT INTO alerts (fingerprint, rule, labels, severity, phase, since, observed_at, value,
          incident_id, fired_at, quiet_since, told, told_at, escalated_at)
      VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (fingerprint) DO UPDATE SET
          severity = EXCLUDED.severity, phase = EXCLUDED.phase, since = EXCLUDED.since,
          observed_at = EXCLUDED.observed_at, value = EXCLUDED.value,
          incident_id = EXCLUDED.incident_id, fired_at = EXCLUDED.fired_at,
          quiet_since = EXCLUDED.quiet_since, told = EXCLUDED.told, told_at = EXCLUDED.told_at,
          escalated_at = EXCLUDED.escalated_at
      """;

  private AlertRows() {}

  static List<StoredAlert> all(Connection connection) throws SQLException {
    return Rows.query(connection, SELECT + " ORDER BY rule, fingerprint", AlertRows::alert);
  }

  static void save(Connection connection, StoredAlert alert) throws SQLException {
    AlertState state = alert.state();
    Incident incident = state.incident();
    String labels = ContentJson.write(alert.labels().values());
    if (incident != null) {
      Rows.update(
          connection,
          INCIDENT,
          incident.id(),
          alert.fingerprint(),
          alert.rule(),
          labels,
          alert.severity().word(),
          alert.condition(),
          state.value(),
          incident.firedAt());
      if (state.phase() == Phase.RESOLVED) {
        Rows.update(connection, RESOLVE, state.since(), state.value(), incident.id());
      }
    }
    Set<ChannelKind> told = incident == null ? Set.of() : incident.told();
    Rows.update(
        connection,
        UPSERT,
        alert.fingerprint(),
        alert.rule(),
        labels,
        alert.severity().word(),
        state.phase().word(),
        state.since(),
        state.observedAt(),
        state.value(),
        incident == null ? null : incident.id(),
        incident == null ? null : incident.firedAt(),
        incident == null ? null : incident.quietSince(),
        connection.createArrayOf(
            "text", told.stream().sorted().map(ChannelKind::word).toArray(String[]::new)),
        incident == null ? null : incident.toldAt(),
        incident == null ? null : incident.escalatedAt());
  }

  static void delete(Connection connection, String fingerprint) throws SQLException {
    Rows.update(connection, "DELETE FROM alerts WHERE fingerprint = ?", fingerprint);
  }

  private static StoredAlert alert(ResultSet row) throws SQLException {
    return new StoredAlert(
        row.getString("fingerprint"),
        row.getString("rule"),
        Labels.of(ContentJson.readLabels(row.getString("labels"))),
        Severity.ofWord(row.getString("severity")).orElse(Severity.CRITICAL),
        "",
        new AlertState(
            Phase.ofWord(row.getString("phase")),
            Rows.time(row, "since"),
            Rows.time(row, "observed_at"),
            row.getString("value"),
            incident(row)));
  }

  private static @Nullable Incident incident(ResultSet row) throws SQLException {
    UUID id = row.getObject("incident_id", UUID.class);
    if (id == null) {
      return null;
    }
    Set<ChannelKind> told = EnumSet.noneOf(ChannelKind.class);
    for (String word : (String[]) row.getArray("told").getArray()) {
      ChannelKind.ofWord(word).ifPresent(told::add);
    }
    return new Incident(
        id,
        Rows.time(row, "fired_at"),
        Rows.timeOrNull(row, "quiet_since"),
        told,
        Rows.timeOrNull(row, "told_at"),
        Rows.timeOrNull(row, "escalated_at"));
  }
}
