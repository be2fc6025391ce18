package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.FeatureRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Definitions in the table {@code feature_definitions}. Registering takes the table's lock for the
 * length of one short transaction, so processes that start together agree on versions.
 */
public final class PostgresFeatureRegistry implements FeatureRegistry {
  private static final String LOCK = "LOCK TABLE feature_definitions IN SHARE ROW EXCLUSIVE MODE";

  private static final String UPSERT =
      """
      INSERT INTO feature_definitions AS known
          (name, version, feature_group, definition, definition_hash, first_seen, last_seen)
      VALUES (?, (SELECT coalesce(max(version), 0) + 1 FROM feature_definitions WHERE name = ?),
          ?, ?, ?, ?, ?)
      ON CONFLICT (name, definition_hash) DO UPDATE SET
          feature_group = excluded.feature_group,
          last_seen = greatest(known.last_seen, excluded.last_seen)
      RETURNING name, feature_group, definition, version, first_seen, last_seen
      """;

  private static final String ALL =
      """
      SELECT name, feature_group, definition, version, first_seen, last_seen
      FROM feature_definitions ORDER BY name COLLATE "C", version
      """;

  private final DataSource connections;
  private final Clock clock;

  public PostgresFeatureRegistry(DataSource connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public List<Registered> register(List<Definition> definitions) {
    Set<String> names = new HashSet<>();
    for (Definition definition : definitions) {
      if (!names.add(definition.name())) {
        throw new IllegalArgumentException(
            "feature '%s' is defined twice".formatted(definition.name()));
      }
    }
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Registered> registered = upsert(connection, definitions);
        connection.commit();
        return registered;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("registering " + definitions.size() + " feature definitions", e);
    }
  }

  private List<Registered> upsert(Connection connection, List<Definition> definitions)
      throws SQLException {
    OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    try (Statement lock = connection.createStatement()) {
      lock.execute(LOCK);
    }
    List<Registered> registered = new ArrayList<>(definitions.size());
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      for (Definition definition : definitions) {
        statement.setString(1, definition.name());
        statement.setString(2, definition.name());
        statement.setString(3, definition.group());
        statement.setString(4, definition.text());
        statement.setString(5, definition.hash());
        statement.setObject(6, now);
        statement.setObject(7, now);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          registered.add(registered(row));
        }
      }
    }
    return registered;
  }

  @Override
  public List<Registered> all() {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet rows = statement.executeQuery()) {
      List<Registered> all = new ArrayList<>();
      while (rows.next()) {
        all.add(registered(rows));
      }
      return all;
    } catch (SQLException e) {
      throw PostgresFailures.of("reading feature definitions", e);
    }
  }

  private static Registered registered(ResultSet row) throws SQLException {
    return new Registered(
        new Definition(row.getString(1), row.getString(2), row.getString(3)),
        row.getInt(4),
        time(row, 5),
        time(row, 6));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
