package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told. A notification waits here from the transaction that changed its alert, so
 * none is lost; of one alert a channel gets one after the other, in order. Safe to share between
 * threads and processes; calls block, and throw {@link
 * com.ytempire.ml.core.store.StoreUnavailableException} when the server does not answer.
 */
public final class Outbox {
  /** Age from which on nobody is told any more. */
  public static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

  private static final String TAKE =
      """
      WITH due AS (
          SELECT one.id FROM alert_notifications one
          WHERE one.channel = ? AND one.state = 'waiting' AND one.due_at <= ?
              AND NOT EXISTS (SELECT FROM alert_notifications earlier
                  WHERE earlier.channel = one.channel AND earlier.state = 'waiting'
                      AND earlier.fingerprint = one.fingerprint AND earlier.number < one.number)
          ORDER BY one.number LIMIT 1 FOR UPDATE OF one SKIP LOCKED)
      UPDATE alert_notifications taken SET attempts = attempts + 1, due_at = ?
      FROM due WHERE taken.id = due.id
      RETURNING\s"""
          + NotificationRows.COLUMNS.replace("id, inc", "taken.id, inc");

  private static final String DELIVERED =
      """
      UPDATE alert_notifications
      SET state = 'delivered', delivered_at = ?, last_error = NULL WHERE id = ?
      """;

  private static final String LATER =
      "UPDATE alert_notifications SET due_at = ?, last_error = ? WHERE id = ?";
  private static final String FAILED =
      "UPDATE alert_notifications SET state = 'failed', last_error = ? WHERE id = ?";

  private static final String GIVE_UP =
      """
      UPDATE alert_notifications SET state = 'failed',
          last_error = 'given up after 3 days: ' || coalesce(last_error, 'it was never tried')
      WHERE state = 'waiting' AND created_at < ?
      """;

  private static final String REVIVE =
      """
      UPDATE alert_notifications SET state = 'waiting', due_at = ?
      WHERE state = 'failed' AND kind <> 'test' AND channel = ANY (?) AND created_at >= ?
      """;

  private final DataSource connections;

  public Outbox(DataSource connections) {
    this.connections = connections;
  }

  /**
   * A notification to be sent.
   *
   * @param attempts how often it was taken before
   */
  public record Taken(Notification notification, int attempts) {}

  /**
   * Takes the oldest notification of a channel that is due.
   *
   * @param lease for so long nobody else gets it
   */
  public Optional<Taken> take(ChannelKind channel, Instant now, Duration lease) {
    return Transactions.run(
            connections,
            "taking a notification",
            connection ->
                Rows.query(
                    connection,
                    TAKE,
                    row ->
                        new Taken(NotificationRows.notification(row), row.getInt("attempts") - 1),
                    channel.word(),
                    now,
                    now.plus(lease)))
        .stream()
        .findFirst();
  }

  /** It has arrived. */
  public void delivered(UUID id, Instant now) {
    update("noting a delivery", DELIVERED, now, id);
  }

  /**
   * It has not arrived and is tried again.
   *
   * @param dueAt from when on
   * @param why for people
   */
  public void later(UUID id, Instant dueAt, String why) {
    update("noting a failed delivery", LATER, dueAt, why, id);
  }

  /** It never will arrive. */
  public void failed(UUID id, String why) {
    update("noting a failed delivery", FAILED, why, id);
  }

  /**
   * Keeps the record of one that was sent without waiting here.
   *
   * @param error why it did not arrive; null where it did
   */
  public void record(Notification notification, Instant now, @Nullable String error) {
    boolean unused =
        Transactions.run(
            connections,
            "keeping a notification",
            connection -> {
              NotificationRows.add(connection, List.of(notification), now, new Unset(Set.of()));
              Rows.update(
                  connection,
                  "UPDATE alert_notifications SET attempts = 1 WHERE id = ?",
                  notification.id());
              Rows.update(
                  connection,
                  error == null ? DELIVERED : FAILED,
                  error == null ? now : error,
                  notification.id());
              return true;
            });
  }

  /**
   * Gives up what is too old.
   *
   * @return how many there were
   */
  public int giveUp(Instant now) {
    return run(
        "giving up notifications",
        connection -> Rows.update(connection, GIVE_UP, now.minus(GIVEN_UP_AFTER)));
  }

  /**
   * Sends what had failed for good once more, if it is not too old: somebody may have set the
   * channel right.
   *
   * @return how many there are
   */
  public int revive(Collection<ChannelKind> channels, Instant now) {
    return run(
        "trying notifications again",
        connection ->
            Rows.update(
                connection,
                REVIVE,
                now,
                connection.createArrayOf(
                    "text", channels.stream().map(ChannelKind::word).toArray()),
                now.minus(GIVEN_UP_AFTER)));
  }

  private void update(String doing, String sql, Object... parameters) {
    int unused = run(doing, connection -> Rows.update(connection, sql, parameters));
  }

  private <T> T run(String doing, Transactions.Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }
}
