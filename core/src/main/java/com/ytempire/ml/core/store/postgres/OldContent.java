package com.ytempire.ml.core.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes content that is too old, going through the table by its key, so that no statement looks
 * at more than a page: times are in no index, because that would make every update of a snapshot
 * dear. A row that somebody writes at the moment is passed over, so that neither waits for the
 * other, and several who remove at once share the work. Confined to one thread.
 */
final class OldContent {
  /** Few enough that a page takes milliseconds. */
  private static final int PAGE = 500;

  private static final String LOOK =
      """
      SELECT entity_id, model_version, event_time < ? AND computed_at < ? FROM title_embeddings
      WHERE (entity_id, model_version) > (?, ?)
      ORDER BY entity_id, model_version LIMIT %d
      """
          .formatted(PAGE);

  private static final String REMOVE =
      """
      DELETE FROM title_embeddings WHERE ctid = ANY (ARRAY(
          SELECT stored.ctid FROM title_embeddings AS stored
          JOIN unnest(?::text[], ?::text[]) AS old (entity_id, encoder)
              ON stored.entity_id = old.entity_id AND stored.model_version = old.encoder
          WHERE stored.event_time < ? AND stored.computed_at < ?
          FOR UPDATE OF stored SKIP LOCKED))
      """;

  private final OffsetDateTime before;
  private String entityId = "";
  private String encoder = "";
  private boolean isDone;

  OldContent(Instant before) {
    this.before = before.atOffset(ZoneOffset.UTC);
  }

  /** Whether the table's end was reached. */
  boolean isDone() {
    return isDone;
  }

  /**
   * Looks at the next page.
   *
   * @return how many of its rows were removed
   */
  int removeNext(Connection connection) throws SQLException {
    List<String> entityIds = new ArrayList<>();
    List<String> encoders = new ArrayList<>();
    int seen = 0;
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setObject(1, before);
      statement.setObject(2, before);
      statement.setString(3, entityId);
      statement.setString(4, encoder);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          seen++;
          entityId = row.getString(1);
          encoder = row.getString(2);
          if (row.getBoolean(3)) {
            entityIds.add(entityId);
            encoders.add(encoder);
          }
        }
      }
    }
    isDone = seen < PAGE;
    return entityIds.isEmpty() ? 0 : remove(connection, entityIds, encoders);
  }

  private int remove(Connection connection, List<String> entityIds, List<String> encoders)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      statement.setArray(1, texts(connection, entityIds));
      statement.setArray(2, texts(connection, encoders));
      statement.setObject(3, before);
      statement.setObject(4, before);
      return statement.executeUpdate();
    }
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }
}
