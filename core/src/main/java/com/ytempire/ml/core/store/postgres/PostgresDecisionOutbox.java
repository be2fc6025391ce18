package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.DecisionOutbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Notices in the table {@code rollout_notices}, which {@link PostgresRollouts} fills. Taking skips
 * rows that another process takes at the same time.
 */
public final class PostgresDecisionOutbox implements DecisionOutbox {
  private static final String TAKE =
      """
      WITH due AS (
          SELECT notice.decision_id FROM rollout_notices notice
          JOIN rollout_decisions made ON made.id = notice.decision_id
          WHERE notice.due_at <= ? AND made.decided_at > ?
          ORDER BY made.decided_at LIMIT ? FOR UPDATE OF notice SKIP LOCKED),
      taken AS (
          UPDATE rollout_notices notice SET attempts = attempts + 1, due_at = ?
          FROM due WHERE notice.decision_id = due.decision_id
          RETURNING notice.decision_id, notice.attempts - 1 AS before)
      SELECT taken.before,
      """
          + DecisionRows.COLUMNS
          + " FROM taken JOIN rollout_decisions decision ON decision.id = taken.decision_id";

  private static final String DELIVERED = "DELETE FROM rollout_notices WHERE decision_id = ?";
  private static final String FAILED =
      "UPDATE rollout_notices SET due_at = ?, last_error = ? WHERE decision_id = ?";
  private static final String WAITING =
      """
      SELECT count(*) FROM rollout_notices notice
      JOIN rollout_decisions made ON made.id = notice.decision_id WHERE made.decided_at > ?
      """;

  private final DataSource connections;
  private final Clock clock;

  public PostgresDecisionOutbox(DataSource connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public List<Notice> take(int limit, Duration lease) {
    Instant now = clock.instant();
    return Transactions.run(
        connections,
        "taking notices of decisions",
        connection -> {
          try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setObject(1, time(now));
            take.setObject(2, time(now.minus(GIVEN_UP_AFTER)));
            take.setInt(3, limit);
            take.setObject(4, time(now.plus(lease)));
            List<Notice> taken = new ArrayList<>();
            try (ResultSet row = take.executeQuery()) {
              while (row.next()) {
                taken.add(new Notice(DecisionRows.decision(row), row.getInt("before")));
              }
            }
            taken.sort(Comparator.comparing(notice -> notice.decision().at()));
            return taken;
          }
        });
  }

  @Override
  public void delivered(UUID decisionId) {
    update("noting a delivered decision", DELIVERED, decisionId);
  }

  @Override
  public void failed(UUID decisionId, Duration pause, String why) {
    update("noting a failed notice", FAILED, time(clock.instant().plus(pause)), why, decisionId);
  }

  private void update(String doing, String sql, Object... parameters) {
    try (Connection connection = connections.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }

  @Override
  public long waiting() {
    try (Connection connection = connections.getConnection();
        PreparedStatement count = connection.prepareStatement(WAITING)) {
      count.setObject(1, time(clock.instant().minus(GIVEN_UP_AFTER)));
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("counting notices of decisions", e);
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
