package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.ApiKeys;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the table {@code api_keys}; times are kept to the microsecond. A scope that this version
 * does not know, in a row that a later one wrote, grants nothing.
 */
public final class PostgresApiKeys implements ApiKeys {
  private static final String COLUMNS =
      """
      id, name, secret_hash, scopes, requests_per_minute, created_at, created_by, expires_at,
          revoked_at, last_used_at
      """;

  private static final String INSERT =
      "INSERT INTO api_keys (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM api_keys ";
  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String LIST = SELECT + "ORDER BY created_at DESC, id COLLATE \"C\"";
  private static final String REVOKE =
      "UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? RETURNING " + COLUMNS;

  /** In one order for all, so that processes that note uses at once do not wait for each other. */
  private static final String TOUCH =
      """
      WITH used AS (
          SELECT key.id, item.at
          FROM api_keys key
          JOIN unnest(?::text[], ?::timestamptz[]) AS item(id, at) ON item.id = key.id
          WHERE key.last_used_at IS NULL OR key.last_used_at < item.at
          ORDER BY key.id FOR UPDATE OF key)
      UPDATE api_keys SET last_used_at = used.at FROM used WHERE api_keys.id = used.id
      """;

  private final DataSource connections;
  private final Clock clock;

  public PostgresApiKeys(DataSource connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public void create(ApiKey key) {
    try (Connection connection = connections.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, key.id());
      insert.setString(2, key.name());
      insert.setString(3, key.secretHash());
      insert.setArray(
          4,
          connection.createArrayOf(
              "text", key.scopes().stream().sorted().map(Scope::word).toArray()));
      insert.setObject(5, key.requestsPerMinute());
      insert.setObject(6, time(key.createdAt()));
      insert.setString(7, key.createdBy());
      insert.setObject(8, time(key.expiresAt()));
      insert.setObject(9, time(key.revokedAt()));
      insert.setObject(10, time(key.lastUsedAt()));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw PostgresFailures.of("creating key " + key.id(), e);
    }
  }

  @Override
  public Optional<ApiKey> find(String id) {
    try (Connection connection = connections.getConnection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, id);
      return keys(find).stream().findFirst();
    } catch (SQLException e) {
      throw PostgresFailures.of("finding a key", e);
    }
  }

  @Override
  public List<ApiKey> list() {
    try (Connection connection = connections.getConnection();
        PreparedStatement list = connection.prepareStatement(LIST)) {
      return keys(list);
    } catch (SQLException e) {
      throw PostgresFailures.of("listing keys", e);
    }
  }

  @Override
  public ApiKey revoke(String id) {
    try (Connection connection = connections.getConnection();
        PreparedStatement revoke = connection.prepareStatement(REVOKE)) {
      revoke.setObject(1, time(clock.instant()));
      revoke.setString(2, id);
      return keys(revoke).stream().findFirst().orElseThrow(() -> ApiKeys.unknown(id));
    } catch (SQLException e) {
      throw PostgresFailures.of("revoking a key", e);
    }
  }

  @Override
  public void touch(Map<String, Instant> lastUses) {
    if (lastUses.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Instant>> uses = List.copyOf(lastUses.entrySet());
    try (Connection connection = connections.getConnection();
        PreparedStatement touch = connection.prepareStatement(TOUCH)) {
      touch.setArray(
          1, connection.createArrayOf("text", uses.stream().map(Map.Entry::getKey).toArray()));
      touch.setArray(
          2,
          connection.createArrayOf(
              "timestamptz",
              uses.stream()
                  .map(use -> use.getValue().truncatedTo(ChronoUnit.MICROS).toString())
                  .toArray()));
      touch.executeUpdate();
    } catch (SQLException e) {
      throw PostgresFailures.of("noting uses of keys", e);
    }
  }

  private static List<ApiKey> keys(PreparedStatement statement) throws SQLException {
    List<ApiKey> keys = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        keys.add(key(row));
      }
    }
    return keys;
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    int limit = row.getInt("requests_per_minute");
    Integer requestsPerMinute = row.wasNull() ? null : limit;
    return new ApiKey(
        row.getString("id"),
        row.getString("name"),
        row.getString("secret_hash"),
        scopes(row.getArray("scopes")),
        requestsPerMinute,
        Objects.requireNonNull(instant(row, "created_at")),
        row.getString("created_by"),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"));
  }

  private static Set<Scope> scopes(Array words) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream((String[]) words.getArray())
        .map(Scope::ofWord)
        .flatMap(Optional::stream)
        .forEach(scopes::add);
    return scopes;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
