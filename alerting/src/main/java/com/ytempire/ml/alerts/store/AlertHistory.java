package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.notice.ContentJson;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What fired when, and who was told. Safe to share; calls block. */
public final class AlertHistory {
  private static final String INCIDENTS =
      """
      SELECT id, rule, labels::text AS labels, severity, condition, value, fired_at, resolved_at
      FROM alert_incidents WHERE ?::text IS NULL OR rule = ? ORDER BY fired_at DESC, id LIMIT ?
      """;

  private static final String NOTIFICATIONS =
      """
      SELECT id, incident_id, rule, channel, kind, created_at, state, attempts, due_at,
          delivered_at, last_error
      FROM alert_notifications WHERE ?::text IS NULL OR rule = ? ORDER BY number DESC LIMIT ?
      """;

  private static final String BACKLOG =
      """
      SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
          count(*) FILTER (WHERE state = 'failed' AND created_at >= ?) AS failed
      FROM alert_notifications
      """;

  private final DataSource connections;

  public AlertHistory(DataSource connections) {
    this.connections = connections;
  }

  /**
   * One time that an alert fired.
   *
   * @param value the readings when it did
   * @param resolvedAt when it was over, or null
   */
  public record PastIncident(
      UUID id,
      String rule,
      Labels labels,
      Severity severity,
      String condition,
      String value,
      Instant firedAt,
      @Nullable Instant resolvedAt) {}

  /**
   * What became of a notification.
   *
   * @param incident what it was about; null of a test
   * @param state {@code waiting}, {@code delivered} or {@code failed}
   * @param attempts how often it was sent
   * @param dueAt when a waiting one is sent
   * @param deliveredAt when it arrived, or null
   * @param lastError why it did not, or null
   */
  public record SentNotification(
      UUID id,
      @Nullable UUID incident,
      String rule,
      String channel,
      String kind,
      Instant createdAt,
      String state,
      int attempts,
      Instant dueAt,
      @Nullable Instant deliveredAt,
      @Nullable String lastError) {}

  /** Incidents of a rule, or of all, the newest first. */
  public List<PastIncident> incidents(Optional<String> rule, int limit) {
    return query(
        INCIDENTS,
        row ->
            new PastIncident(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                Labels.of(ContentJson.readLabels(row.getString("labels"))),
                Severity.ofWord(row.getString("severity")).orElse(Severity.CRITICAL),
                row.getString("condition"),
                row.getString("value"),
                Rows.time(row, "fired_at"),
                Rows.timeOrNull(row, "resolved_at")),
        rule,
        limit);
  }

  /** Notifications of a rule, or of all, the newest first. */
  public List<SentNotification> notifications(Optional<String> rule, int limit) {
    return query(
        NOTIFICATIONS,
        row ->
            new SentNotification(
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("rule"),
                row.getString("channel"),
                row.getString("kind"),
                Rows.time(row, "created_at"),
                row.getString("state"),
                row.getInt("attempts"),
                Rows.time(row, "due_at"),
                Rows.timeOrNull(row, "delivered_at"),
                row.getString("last_error")),
        rule,
        limit);
  }

  /**
   * Notifications that have not arrived.
   *
   * @param waiting that are still tried
   * @param failed of late that are not
   */
  public record Backlog(long waiting, long failed) {}

  /**
   * What has not arrived.
   *
   * @param since failed ones from before do not count
   */
  public Backlog backlog(Instant since) {
    try (Connection connection = connections.getConnection()) {
      return Rows.query(
              connection,
              BACKLOG,
              row -> new Backlog(row.getLong("waiting"), row.getLong("failed")),
              since)
          .get(0);
    } catch (SQLException e) {
      throw PostgresFailures.of("counting notifications", e);
    }
  }

  private <T> List<T> query(String sql, Rows.Reader<T> reader, Optional<String> rule, int limit) {
    try (Connection connection = connections.getConnection()) {
      return Rows.query(connection, sql, reader, rule.orElse(null), rule.orElse(null), limit);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading the history of alerts", e);
    }
  }
}
