package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentRun;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Writes content within one transaction. The rows that are there are locked and read first, because
 * a newer snapshot is put behind those before it; then come an update of what is there under the
 * same title, which sends no embedding and leaves the index of embeddings alone, and an insert of
 * the rest. An entity that somebody else inserts at the same time is tried again.
 */
final class ContentWriter {
  private static final String LOCK =
      """
      SELECT stored.entity_id, stored.model_version, stored.title, stored.event_time,
          stored.event_id, stored.recent,
          CASE WHEN stored.recent IS NULL THEN stored.numbers::text END
      FROM unnest(?::text[], ?::text[]) AS item (entity_id, encoder)
      JOIN title_embeddings AS stored
          ON stored.entity_id = item.entity_id AND stored.model_version = item.encoder
      ORDER BY stored.entity_id, stored.model_version
      FOR NO KEY UPDATE OF stored
      """;

  private static final String UPDATE =
      """
      UPDATE title_embeddings AS stored SET
          channel = item.channel, category_id = item.category_id::int4,
          publish_time = item.publish_time::timestamptz, event_id = item.event_id,
          event_time = item.event_time::timestamptz, numbers = item.numbers::jsonb,
          recent = item.recent
      FROM %s
      WHERE stored.entity_id = item.entity_id AND stored.model_version = item.encoder
      """
          .formatted(ContentRows.ITEMS);

  private static final String INSERT =
      """
      INSERT INTO title_embeddings AS stored (entity_id, model_version, title, embedding,
          computed_at, channel, category_id, publish_time, event_id, event_time, numbers, recent)
      SELECT entity_id, encoder, title,
          (?::real[])[(number - 1) * %2$d + 1 : number * %2$d]::%1$s, clock_timestamp(), channel,
          category_id::int4, publish_time::timestamptz, event_id, event_time::timestamptz,
          numbers::jsonb, recent
      FROM %3$s
      ON CONFLICT (entity_id, model_version) %4$s
      RETURNING stored.entity_id, stored.model_version
      """;

  private static final String OR_LEAVE = "DO NOTHING";

  private static final String OR_RENAME =
      """
      DO UPDATE SET
          title = excluded.title, embedding = excluded.embedding,
          computed_at = excluded.computed_at, channel = excluded.channel,
          category_id = excluded.category_id, publish_time = excluded.publish_time,
          event_id = excluded.event_id, event_time = excluded.event_time,
          numbers = excluded.numbers, recent = excluded.recent
      """;

  private final Connection connection;
  private final EmbeddingLayout layout;

  private record Key(String entityId, String encoder) {
    static Key of(EmbeddedContent item) {
      return new Key(item.content().entityId(), item.encoder());
    }
  }

  /** A row that is there and locked. */
  private record Stored(String title, Instant eventTime, String eventId, SnapshotRows recent) {}

  ContentWriter(Connection connection, EmbeddingLayout layout) {
    this.connection = connection;
    this.layout = layout;
  }

  /**
   * @param runs each entity and encoder once, sorted
   */
  void save(List<ContentRun> runs) throws SQLException {
    List<ContentRun> left = runs;
    while (!left.isEmpty()) {
      left = saveOrLeave(left);
    }
  }

  /** Writes what it can, and gives back what somebody else has just inserted. */
  private List<ContentRun> saveOrLeave(List<ContentRun> runs) throws SQLException {
    Map<Key, Stored> stored = lock(runs);
    List<ContentWrite> updates = new ArrayList<>();
    List<ContentWrite> renamed = new ArrayList<>();
    List<ContentWrite> unknown = new ArrayList<>();
    for (ContentRun run : runs) {
      Stored old = stored.get(Key.of(run.newest()));
      SnapshotRows recent =
          old == null
              ? run.onto(Instant.MIN, "", SnapshotRows.NONE)
              : run.onto(old.eventTime, old.eventId, old.recent);
      if (recent == null) {
        continue;
      }
      boolean sameTitle = old != null && old.title.equals(run.newest().content().title());
      List<ContentWrite> fate = old == null ? unknown : sameTitle ? updates : renamed;
      fate.add(new ContentWrite(run.newest(), recent));
    }
    update(updates);
    insert(renamed, OR_RENAME);
    Set<Key> inserted = insert(unknown, OR_LEAVE);
    Set<Key> lost = new HashSet<>();
    unknown.forEach(write -> lost.add(Key.of(write.item())));
    lost.removeAll(inserted);
    return runs.stream().filter(run -> lost.contains(Key.of(run.newest()))).toList();
  }

  private Map<Key, Stored> lock(List<ContentRun> runs) throws SQLException {
    String[] entityIds = new String[runs.size()];
    String[] encoders = new String[runs.size()];
    for (int i = 0; i < entityIds.length; i++) {
      entityIds[i] = runs.get(i).newest().content().entityId();
      encoders[i] = runs.get(i).newest().encoder();
    }
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", entityIds));
      statement.setArray(2, connection.createArrayOf("text", encoders));
      Map<Key, Stored> stored = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.put(
              new Key(row.getString(1), row.getString(2)),
              new Stored(
                  row.getString(3),
                  row.getObject(4, OffsetDateTime.class).toInstant(),
                  row.getString(5),
                  recent(row)));
        }
      }
      return stored;
    }
  }

  /** Rows from before the column was there have only the numbers of their newest snapshot. */
  private static SnapshotRows recent(ResultSet row) throws SQLException {
    byte[] recent = row.getBytes(6);
    if (recent != null) {
      return ContentRows.recent(row.getString(1), recent);
    }
    try {
      return SnapshotRows.NONE.plus(NumbersJson.parse(row.getString(7)), 1);
    } catch (IOException e) {
      throw new SQLException(
          "row %s of title_embeddings holds no numbers".formatted(row.getString(1)), e);
    }
  }

  private void update(List<ContentWrite> writes) throws SQLException {
    if (writes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      ContentRows.bind(connection, statement, 1, writes);
      statement.executeUpdate();
    }
  }

  private Set<Key> insert(List<ContentWrite> writes, String onConflict) throws SQLException {
    Set<Key> written = new HashSet<>();
    if (writes.isEmpty()) {
      return written;
    }
    String sql =
        INSERT.formatted(layout.type, ContentIndex.WIDTH, ContentRows.NUMBERED_ITEMS, onConflict);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, floats(connection, oneAfterAnother(writes)));
      ContentRows.bind(connection, statement, 2, writes);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          written.add(new Key(row.getString(1), row.getString(2)));
        }
      }
    }
    return written;
  }

  private static float[] oneAfterAnother(List<ContentWrite> writes) {
    float[] all = new float[writes.size() * ContentIndex.WIDTH];
    for (int i = 0; i < writes.size(); i++) {
      System.arraycopy(
          writes.get(i).item().embedding(), 0, all, i * ContentIndex.WIDTH, ContentIndex.WIDTH);
    }
    return all;
  }

  /** Sent as it is: as text, parsing it takes the server longer than the search. */
  static Array floats(Connection connection, float[] values) throws SQLException {
    return connection.unwrap(PGConnection.class).createArrayOf("float4", values);
  }
}
