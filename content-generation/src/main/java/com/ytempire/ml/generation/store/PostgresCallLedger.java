package com.ytempire.ml.generation.store;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import com.ytempire.ml.core.store.postgres.Transactions;
import com.ytempire.ml.generation.call.CallLedger;
import com.ytempire.ml.generation.provider.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Calls in the table {@code generation_calls}. */
public final class PostgresCallLedger implements CallLedger {
  private static final String TAKE =
      """
      INSERT INTO generation_calls AS held (call_key, kind, owner, claimed_at, lease_until)
      VALUES (?, ?, ?, clock_timestamp(), clock_timestamp() + ? * interval '1 millisecond')
      ON CONFLICT (call_key) DO UPDATE
          SET owner = excluded.owner, claimed_at = excluded.claimed_at,
              lease_until = excluded.lease_until
          WHERE held.made_at IS NULL AND held.kind = excluded.kind
              AND (held.owner = excluded.owner OR held.lease_until <= clock_timestamp())
      """;

  private static final String FIND =
      "SELECT kind, made_at IS NOT NULL, artefact, provider, model, usage, cost"
          + " FROM generation_calls WHERE call_key = ?";

  private static final String KEEP =
      """
      UPDATE generation_calls SET made_at = clock_timestamp(), artefact = ?, provider = ?,
          model = ?, usage = ?::jsonb, cost = ?
      WHERE call_key = ? AND owner = ? AND made_at IS NULL
      """;

  private static final String RELEASE =
      "DELETE FROM generation_calls WHERE call_key = ? AND owner = ? AND made_at IS NULL";

  private final DataSource connections;

  public PostgresCallLedger(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public Claim claim(String key, String kind, String owner, Duration lease) {
    return Transactions.run(
        connections, "claiming a call", db -> claim(db, key, kind, owner, lease));
  }

  private static Claim claim(Connection db, String key, String kind, String owner, Duration lease)
      throws SQLException {
    try (PreparedStatement take = db.prepareStatement(TAKE)) {
      take.setString(1, key);
      take.setString(2, kind);
      take.setString(3, owner);
      take.setLong(4, lease.toMillis());
      if (take.executeUpdate() == 1) {
        return new Claim(Standing.TAKEN, Optional.empty());
      }
    }
    try (PreparedStatement find = db.prepareStatement(FIND)) {
      find.setString(1, key);
      try (ResultSet row = find.executeQuery()) {
        // Who held it may have given it up between the two statements: then it is asked for again.
        boolean isThere = row.next();
        if (isThere && !row.getString(1).equals(kind)) {
          throw new StoreRefusedException(
              "call key %s: it is one of a %s already".formatted(key, row.getString(1)));
        }
        return isThere && row.getBoolean(2)
            ? new Claim(Standing.MADE, Optional.of(kept(row)))
            : new Claim(Standing.ELSEWHERE, Optional.empty());
      }
    }
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getBytes(3),
        row.getString(4),
        row.getString(5),
        UsageJson.read(row.getString(6)),
        row.getBigDecimal(7));
  }

  @Override
  public boolean keep(String key, String owner, Kept made) {
    try (Connection db = connections.getConnection();
        PreparedStatement keep = db.prepareStatement(KEEP)) {
      Usage usage = made.usage();
      keep.setBytes(1, made.artefact());
      keep.setString(2, made.provider());
      keep.setString(3, made.model());
      keep.setString(4, UsageJson.write(usage));
      keep.setBigDecimal(5, made.cost());
      keep.setString(6, key);
      keep.setString(7, owner);
      return keep.executeUpdate() == 1;
    } catch (SQLException e) {
      throw PostgresFailures.of("keeping what was made", e);
    }
  }

  @Override
  public void release(String key, String owner) {
    try (Connection db = connections.getConnection();
        PreparedStatement release = db.prepareStatement(RELEASE)) {
      release.setString(1, key);
      release.setString(2, owner);
      release.executeUpdate();
    } catch (SQLException e) {
      throw PostgresFailures.of("giving a call up", e);
    }
  }
}
