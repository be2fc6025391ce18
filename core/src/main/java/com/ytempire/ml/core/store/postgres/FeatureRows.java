package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.json.StoredTime;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.postgresql.PGConnection;

/** A batch as the arrays that one statement takes: one element per entity and column. */
final class FeatureRows {
  private final int[] versions;
  private final int[] ttlSeconds;
  private final String[] entityIds;
  private final String[] names;
  private final String[] values;
  private final String[] computedAt;
  private final String[] metadata;

  /**
   * @param now when the rows are written
   */
  FeatureRows(FeatureSchema schema, List<FeatureWrite> writes, Instant now) {
    List<FeatureColumn> columns = schema.columns();
    int rows = writes.size() * columns.size();
    entityIds = new String[rows];
    names = new String[rows];
    values = new String[rows];
    versions = new int[rows];
    computedAt = new String[rows];
    ttlSeconds = new int[rows];
    metadata = new String[rows];
    var text = new StringBuilder(64);
    String writtenAt = StoredTime.text(now);
    int row = 0;
    for (FeatureWrite write : writes) {
      String time = StoredTime.text(write.eventTime());
      String origin = origin(text, write, writtenAt);
      for (FeatureColumn column : columns) {
        entityIds[row] = write.entity().id();
        names[row] = column.name();
        text.setLength(0);
        FeatureJson.appendValue(text, column, write);
        values[row] = text.toString();
        versions[row] = column.version();
        computedAt[row] = time;
        ttlSeconds[row] = (int) Math.min(Integer.MAX_VALUE, column.ttl().toSeconds());
        metadata[row] = origin;
        row++;
      }
    }
  }

  private static String origin(StringBuilder text, FeatureWrite write, String writtenAt) {
    text.setLength(0);
    text.append("{\"event_id\":");
    FeatureJson.appendString(text, write.eventId());
    text.append(",\"known_at\":\"").append(write.knownAt());
    text.append("\",\"written_at\":\"").append(writtenAt).append("\"}");
    return text.toString();
  }

  int count() {
    return entityIds.length;
  }

  /** Binds the entity type, then the arrays. */
  void bind(Connection connection, PreparedStatement statement, String entityType)
      throws SQLException {
    statement.setString(1, entityType);
    bindArrays(connection, statement, 2);
  }

  /** Binds the seven arrays from parameter {@code first} on, in the order of the statements. */
  void bindArrays(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    bind(connection, statement, first, "text", entityIds);
    bind(connection, statement, first + 1, "text", names);
    bind(connection, statement, first + 2, "text", values);
    bind(connection, statement, first + 3, "int4", versions);
    bind(connection, statement, first + 4, "text", computedAt);
    bind(connection, statement, first + 5, "int4", ttlSeconds);
    bind(connection, statement, first + 6, "text", metadata);
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int index, String type, Object elements)
      throws SQLException {
    Array array =
        elements instanceof int[] numbers
            ? connection.unwrap(PGConnection.class).createArrayOf(type, numbers)
            : connection.createArrayOf(type, (String[]) elements);
    statement.setArray(index, array);
  }
}
