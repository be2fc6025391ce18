package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.AuditEntry.Outcome;
import com.ytempire.ml.core.store.AuditLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Entries in the table {@code audit_log}; times are kept to the microsecond. */
public final class PostgresAuditLog implements AuditLog {
  private static final String INSERT =
      """
      INSERT INTO audit_log
          (id, occurred_at, actor, action, target, outcome, status, request_id, address)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT id, occurred_at, actor, action, target, outcome, status, request_id, address
      FROM audit_log
      """;

  private static final String ORDER = " ORDER BY occurred_at DESC, id DESC LIMIT ?";
  private static final String FIRST = SELECT + ORDER;
  private static final String NEXT = SELECT + "WHERE (occurred_at, id) < (?, ?)" + ORDER;

  private final DataSource connections;

  public PostgresAuditLog(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public void append(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    try (Connection connection = connections.getConnection()) {
      // All or none, so that what failed can be sent again as it is.
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (AuditEntry entry : entries) {
          insert.setObject(1, entry.id());
          insert.setObject(2, time(entry.at()));
          insert.setString(3, entry.actor());
          insert.setString(4, entry.action());
          insert.setString(5, entry.target());
          insert.setString(6, entry.outcome().name().toLowerCase(Locale.ROOT));
          insert.setInt(7, entry.status());
          insert.setString(8, entry.requestId());
          insert.setString(9, entry.address());
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("appending to the audit log", e);
    }
  }

  @Override
  public List<AuditEntry> page(Optional<Place> before, int limit) {
    AuditLog.requireLimit(limit);
    try (Connection connection = connections.getConnection();
        PreparedStatement select = connection.prepareStatement(before.isPresent() ? NEXT : FIRST)) {
      int parameter = 1;
      if (before.isPresent()) {
        select.setObject(parameter++, time(before.get().at()));
        select.setObject(parameter++, before.get().id());
      }
      select.setInt(parameter, limit);
      List<AuditEntry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw PostgresFailures.of("reading the audit log", e);
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("target"),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getInt("status"),
        row.getString("request_id"),
        row.getString("address"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
