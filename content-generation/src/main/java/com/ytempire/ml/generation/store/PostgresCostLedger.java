package com.ytempire.ml.generation.store;

import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import com.ytempire.ml.generation.cost.Budgets;
import com.ytempire.ml.generation.cost.Charge;
import com.ytempire.ml.generation.cost.ChargeState;
import com.ytempire.ml.generation.cost.CostLedger;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Charges in the table {@code generation_charges}. Those that begin at the same time, in whatever
 * process, begin one after the other, so that together they keep within the budgets.
 */
public final class PostgresCostLedger implements CostLedger {
  /**
   * Of the lock that those who begin a charge take; of no meaning but that others do not use it.
   */
  private static final long LOCK = 0x59_54_43_4f_53_54L;

  private static final String SPENT =
      """
      SELECT coalesce(sum(cost) FILTER (WHERE video = ?), 0),
          coalesce(sum(cost) FILTER (
              WHERE api_key = ? AND begun_at > ?::timestamptz - interval '24 hours'), 0),
          coalesce(sum(cost) FILTER (
              WHERE channel = ? AND begun_at > ?::timestamptz - interval '24 hours'), 0),
          coalesce(sum(cost) FILTER (
              WHERE begun_at > ?::timestamptz - interval '1 hour'), 0)
      FROM generation_charges
      WHERE state <> 'released'
          AND (begun_at > ?::timestamptz - interval '24 hours' OR video = ?)
      """;

  private static final String INSERT =
      """
      INSERT INTO generation_charges
          (id, call_key, kind, provider, model, api_key, video, channel, state, cost, begun_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'begun', ?, ?)
      """;

  private static final String END =
      """
      UPDATE generation_charges SET state = ?, cost = ?, ended_at = clock_timestamp()
      WHERE id = ? AND state = 'begun'
      """;

  private static final String CHARGED =
      "SELECT EXISTS (SELECT FROM generation_charges WHERE call_key = ? AND state <> 'released')";

  private static final String OF_VIDEO =
      "SELECT coalesce(sum(cost), 0) FROM generation_charges"
          + " WHERE video = ? AND state <> 'released'";

  private static final String SINCE =
      "SELECT coalesce(sum(cost), 0) FROM generation_charges"
          + " WHERE begun_at >= ? AND state <> 'released'";

  private final DataSource connections;

  public PostgresCostLedger(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public Optional<String> begin(Charge charge, Budgets budgets) {
    return Transactions.run(
        connections,
        "beginning a charge",
        db -> {
          try (Statement lock = db.createStatement()) {
            lock.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
          }
          Optional<String> objection = budgets.objection(charge, spent(db, charge));
          if (objection.isEmpty()) {
            insert(db, charge);
          }
          return objection;
        });
  }

  private static Budgets.Spent spent(Connection db, Charge charge) throws SQLException {
    try (PreparedStatement spent = db.prepareStatement(SPENT)) {
      var at = charge.at().atOffset(ZoneOffset.UTC);
      spent.setString(1, charge.payer().video());
      spent.setString(2, charge.payer().key());
      spent.setObject(3, at);
      spent.setString(4, charge.payer().channel());
      spent.setObject(5, at);
      spent.setObject(6, at);
      spent.setObject(7, at);
      spent.setString(8, charge.payer().video());
      try (ResultSet row = spent.executeQuery()) {
        row.next();
        return new Budgets.Spent(
            row.getBigDecimal(1), row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4));
      }
    }
  }

  private static void insert(Connection db, Charge charge) throws SQLException {
    try (PreparedStatement insert = db.prepareStatement(INSERT)) {
      insert.setObject(1, charge.id());
      insert.setString(2, charge.callKey());
      insert.setString(3, charge.kind());
      insert.setString(4, charge.provider());
      insert.setString(5, charge.model());
      insert.setString(6, charge.payer().key());
      insert.setString(7, charge.payer().video());
      insert.setString(8, charge.payer().channel());
      insert.setBigDecimal(9, charge.cost());
      insert.setObject(10, charge.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  @Override
  public void end(UUID charge, ChargeState state, BigDecimal cost) {
    try (Connection db = connections.getConnection();
        PreparedStatement end = db.prepareStatement(END)) {
      end.setString(1, state.word());
      end.setBigDecimal(2, cost);
      end.setObject(3, charge);
      end.executeUpdate();
    } catch (SQLException e) {
      throw PostgresFailures.of("ending a charge", e);
    }
  }

  @Override
  public boolean mayHaveBeenCharged(String callKey) {
    return ask(CHARGED, callKey, row -> row.getBoolean(1));
  }

  @Override
  public BigDecimal ofVideo(String video) {
    return ask(OF_VIDEO, video, row -> row.getBigDecimal(1));
  }

  @Override
  public BigDecimal since(Instant time) {
    return ask(SINCE, time.atOffset(ZoneOffset.UTC), row -> row.getBigDecimal(1));
  }

  /** What a row says. */
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> T ask(String sql, Object parameter, Reading<T> reading) {
    try (Connection db = connections.getConnection();
        PreparedStatement question = db.prepareStatement(sql)) {
      question.setObject(1, parameter);
      try (ResultSet row = question.executeQuery()) {
        row.next();
        return reading.of(row);
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("reading charges", e);
    }
  }
}
