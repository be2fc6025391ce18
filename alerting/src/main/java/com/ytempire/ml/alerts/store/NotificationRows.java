package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.ContentJson;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.NoticeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code alert_notifications}, within transactions of a caller. */
final class NotificationRows {
  static final String COLUMNS =
      "id, incident_id, fingerprint, channel, kind, content::text AS content, number, attempts";

  private static final String ADD =
      """
      INSERT INTO alert_notifications (id, incident_id, fingerprint, rule, channel, kind, content,
          created_at, state, due_at, last_error)
      SELECT ?, ?::uuid, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::text
      """;

  /** Whoever has not been told yet needs no reminder. */
  private static final String UNLESS_ONE_WAITS =
      """
      WHERE NOT EXISTS (SELECT FROM alert_notifications
          WHERE fingerprint = ? AND channel = ? AND state = 'waiting')
      """;

  private NotificationRows() {}

  static void add(Connection connection, List<Notification> notifications, Instant now, Unset unset)
      throws SQLException {
    for (Notification one : notifications) {
      boolean sendable = !unset.channels().contains(one.channel());
      Object[] values = {
        one.id(),
        one.incident(),
        one.fingerprint(),
        one.content().rule(),
        one.channel().word(),
        one.kind().word(),
        ContentJson.write(one.content()),
        now,
        sendable ? "waiting" : "failed",
        now,
        sendable ? null : Unset.reason(one.channel())
      };
      if (one.kind() == NoticeKind.REMINDER) {
        Object[] more = java.util.Arrays.copyOf(values, values.length + 2);
        more[values.length] = one.fingerprint();
        more[values.length + 1] = one.channel().word();
        Rows.update(connection, ADD + UNLESS_ONE_WAITS, more);
      } else {
        Rows.update(connection, ADD, values);
      }
    }
  }

  static Notification notification(ResultSet row) throws SQLException {
    Content content = ContentJson.read(row.getString("content"));
    String channel = row.getString("channel");
    return new Notification(
        row.getObject("id", UUID.class),
        row.getObject("incident_id", UUID.class),
        row.getString("fingerprint"),
        ChannelKind.ofWord(channel)
            .orElseThrow(() -> new IllegalStateException("there is no channel " + channel)),
        NoticeKind.ofWord(row.getString("kind")),
        content);
  }
}
