package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.store.json.StoredTime;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content as the arrays that one statement takes, and as the rows that one gives. */
final class ContentRows {
  /** The arrays that {@link #bind} binds, as a table. */
  static final String ITEMS =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::bytea[])
          AS item (entity_id, encoder, title, channel, category_id, publish_time, event_id,
              event_time, numbers, recent)
      """;

  /** The same, numbered from 1. */
  static final String NUMBERED_ITEMS =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::bytea[]) WITH ORDINALITY
          AS item (entity_id, encoder, title, channel, category_id, publish_time, event_id,
              event_time, numbers, recent, number)
      """;

  private static final int TEXTS = 9;

  /** The columns that {@link #content} reads, as its first. */
  static final String COLUMNS =
      "entity_id, title, channel, category_id, publish_time, event_id, event_time, numbers::text";

  private ContentRows() {}

  /** Binds the arrays of {@link #ITEMS} from a parameter on. */
  static void bind(
      Connection connection, PreparedStatement statement, int first, List<ContentWrite> batch)
      throws SQLException {
    List<@Nullable String[]> columns = new ArrayList<>(TEXTS);
    for (int i = 0; i < TEXTS; i++) {
      columns.add(new @Nullable String[batch.size()]);
    }
    for (int row = 0; row < batch.size(); row++) {
      EmbeddedContent item = batch.get(row).item();
      ContentSnapshot content = item.content();
      columns.get(0)[row] = content.entityId();
      columns.get(1)[row] = item.encoder();
      columns.get(2)[row] = content.title();
      columns.get(3)[row] = content.channel();
      columns.get(4)[row] =
          content.categoryId() == null ? null : Integer.toString(content.categoryId());
      columns.get(5)[row] =
          content.publishTime() == null ? null : StoredTime.text(content.publishTime());
      columns.get(6)[row] = content.eventId();
      columns.get(7)[row] = StoredTime.text(content.eventTime());
      columns.get(8)[row] = NumbersJson.text(content.numbers());
    }
    for (int i = 0; i < TEXTS; i++) {
      statement.setArray(first + i, connection.createArrayOf("text", columns.get(i)));
    }
    byte[][] recent = new byte[batch.size()][];
    for (int row = 0; row < recent.length; row++) {
      recent[row] = batch.get(row).recent().toBytes();
    }
    statement.setArray(first + TEXTS, connection.createArrayOf("bytea", recent));
  }

  /**
   * The content of the current row.
   *
   * @throws SQLException also when the row was written by something else
   */
  static ContentSnapshot content(ResultSet row) throws SQLException {
    OffsetDateTime published = row.getObject(5, OffsetDateTime.class);
    try {
      return new ContentSnapshot(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getObject(4, Integer.class),
          published == null ? null : published.toInstant(),
          row.getString(6),
          row.getObject(7, OffsetDateTime.class).toInstant(),
          NumbersJson.parse(row.getString(8)));
    } catch (IOException e) {
      throw new SQLException(
          "row %s of title_embeddings holds no numbers".formatted(row.getString(1)), e);
    }
  }

  /**
   * The content of the current row, whose ninth column is {@code recent}.
   *
   * @throws SQLException also when the row was written by something else
   */
  static SimilarContent similar(ResultSet row, double similarity) throws SQLException {
    ContentSnapshot content = content(row);
    byte[] recent = row.getBytes(9);
    return recent == null
        ? new SimilarContent(content, similarity)
        : new SimilarContent(content, similarity, recent(content.entityId(), recent));
  }

  /** The column {@code recent} of a row. */
  static SnapshotRows recent(String entityId, byte[] bytes) throws SQLException {
    try {
      return SnapshotRows.ofBytes(bytes);
    } catch (IllegalArgumentException e) {
      throw new SQLException(
          "row %s of title_embeddings holds no earlier numbers".formatted(entityId), e);
    }
  }
}
