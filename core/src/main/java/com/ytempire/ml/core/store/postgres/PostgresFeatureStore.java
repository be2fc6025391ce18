package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.CoalescedWrites;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.json.FeatureValue;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Features in the reference's table {@code feature_store}, one row per entity, column and version.
 *
 * <p>A batch is one statement and one transaction, so it is kept as a whole or not at all. Rows are
 * locked in the order of entity ids. The comparison with what is stored happens in the statement,
 * on {@code computed_at} and on the bytes of the event id. {@code metadata} tells {@code event_id},
 * {@code known_at} and by this store's clock {@code written_at}. Safe to share between threads,
 * each of which takes a connection for the length of a call. Callers bound their batches.
 */
public final class PostgresFeatureStore implements OnlineFeatureStore {
  private static final String WRITE =
      """
      INSERT INTO feature_store AS stored (entity_type, entity_id, feature_name, feature_value,
          feature_version, computed_at, ttl_seconds, metadata)
      SELECT ?, entity_id, name, value::jsonb, version,
          computed_at::timestamptz, ttl_seconds, metadata::jsonb
      FROM unnest(?, ?, ?, ?, ?, ?, ?)
          AS item (entity_id, name, value, version, computed_at, ttl_seconds, metadata)
      ON CONFLICT (entity_id, entity_type, feature_name, feature_version) DO UPDATE SET
          feature_value = excluded.feature_value,
          computed_at = excluded.computed_at,
          ttl_seconds = excluded.ttl_seconds,
          metadata = excluded.metadata
      WHERE (stored.computed_at, (stored.metadata->>'event_id') COLLATE "C")
          <= (excluded.computed_at, (excluded.metadata->>'event_id') COLLATE "C")
      """;

  private static final String LOSERS =
      """
      SELECT DISTINCT item.entity_id
      FROM unnest(?, ?, ?, ?, ?, ?, ?) AS item (entity_id, name, value, version, computed_at,
          ttl_seconds, metadata)
      JOIN feature_store stored ON stored.entity_id = item.entity_id
          AND stored.entity_type = ? AND stored.feature_name = item.name
          AND stored.feature_version = item.version
      WHERE (stored.computed_at, (stored.metadata->>'event_id') COLLATE "C")
          > (item.computed_at::timestamptz,
             (item.metadata::jsonb->>'event_id') COLLATE "C")
      """;

  private static final String READ =
      """
      SELECT entity_type, entity_id, feature_name, feature_version, feature_value::text,
          computed_at, metadata->>'event_id'
      FROM feature_store
      WHERE entity_type = ANY (?) AND entity_id = ANY (?) AND feature_name = ANY (?)
      """;

  private final DataSource connections;
  private final Clock clock;
  private final Runnable onClose;

  /** Uses connections that stay the caller's: closing this store leaves them open. */
  public PostgresFeatureStore(DataSource connections, Clock clock) {
    this(connections, clock, () -> {});
  }

  private PostgresFeatureStore(DataSource connections, Clock clock, Runnable onClose) {
    this.connections = connections;
    this.clock = clock;
    this.onClose = onClose;
  }

  /**
   * Opens a pool of its own.
   *
   * @param poolSize most calls at a time; further ones wait
   */
  public static PostgresFeatureStore open(DatabaseSettings settings, int poolSize, Clock clock) {
    HikariDataSource pool = PostgresConnections.pool(settings, poolSize);
    return new PostgresFeatureStore(pool, clock, pool::close);
  }

  @Override
  public void write(FeatureSchema schema, List<FeatureWrite> batch) {
    writeNewest(schema, batch);
  }

  /**
   * Writes like {@link #write} and tells which writes are now the newest of their entity: what a
   * cache in front of this store may take. An entity for which any column was newer is left out.
   */
  public List<FeatureWrite> writeNewest(FeatureSchema schema, List<FeatureWrite> batch) {
    List<FeatureWrite> writes = CoalescedWrites.of(schema, batch);
    if (writes.isEmpty() || schema.columns().isEmpty()) {
      return writes;
    }
    var rows = new FeatureRows(schema, writes, clock.instant());
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(true);
      int kept;
      try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
        rows.bind(connection, statement, schema.entityType());
        kept = statement.executeUpdate();
      }
      if (kept == rows.count()) {
        return writes;
      }
      Set<String> losers = losers(connection, rows, schema.entityType());
      return writes.stream().filter(write -> !losers.contains(write.entity().id())).toList();
    } catch (SQLException e) {
      throw PostgresFailures.of("writing " + writes.size() + " feature vectors", e);
    }
  }

  private static Set<String> losers(Connection connection, FeatureRows rows, String entityType)
      throws SQLException {
    Set<String> losers = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(LOSERS)) {
      rows.bindArrays(connection, statement, 1);
      statement.setString(8, entityType);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          losers.add(found.getString(1));
        }
      }
    }
    return losers;
  }

  @Override
  public List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns) {
    Map<Position, Row> rows =
        entities.isEmpty() || columns.isEmpty() ? Map.of() : rows(entities, columns);
    Instant now = clock.instant();
    List<FeatureRead> reads = new ArrayList<>(entities.size());
    for (EntityKey entity : entities) {
      List<FeatureRead.Value> values =
          columns.stream().map(column -> value(rows, entity, column, now)).toList();
      reads.add(new FeatureRead(entity, values, "postgres", null));
    }
    return reads;
  }

  /** What is stored of any of the columns for any of the ids, under any of the types. */
  private Map<Position, Row> rows(List<EntityKey> entities, List<FeatureColumn> columns) {
    Map<Position, Row> rows = new HashMap<>();
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, texts(connection, entities.stream().map(EntityKey::type)));
      statement.setArray(2, texts(connection, entities.stream().map(EntityKey::id)));
      statement.setArray(3, texts(connection, columns.stream().map(FeatureColumn::name)));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          var entity = new EntityKey(found.getString(1), found.getString(2));
          rows.put(
              new Position(entity, found.getString(3), found.getInt(4)),
              new Row(
                  FeatureJson.parse(found.getString(5)),
                  found.getObject(6, OffsetDateTime.class).toInstant(),
                  found.getString(7)));
        }
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("reading features of " + entities.size() + " entities", e);
    }
    return rows;
  }

  private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.distinct().toArray(String[]::new));
  }

  /** Everything that is stored, for a cache that has to be filled. */
  public FeaturePages pages() {
    return new FeaturePages(connections, clock);
  }

  private static FeatureRead.Value value(
      Map<Position, Row> rows, EntityKey entity, FeatureColumn column, Instant now) {
    Row row = rows.get(new Position(entity, column.name(), column.version()));
    return row == null || !column.describes(entity)
        ? FeatureRead.Value.missing(column)
        : FeatureRead.Value.found(
            column, row.value.number(), row.value.embedding(), row.computedAt, row.eventId, now);
  }

  @Override
  public void close() {
    onClose.run();
  }

  private record Position(EntityKey entity, String name, int version) {}

  private record Row(FeatureValue value, Instant computedAt, String eventId) {}
}
