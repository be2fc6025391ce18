package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.CoalescedContent;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentRun;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code title_embeddings}.
 *
 * <p>Batches are written by {@link ContentWriter}. With pgvector (0.8 or newer) the server ranks by
 * its HNSW index, approximately, and exactly where that finds too little; without it this process
 * ranks, see {@link TitleMirror}. Which it is shows in the table, and is looked up at the first
 * call and again after a failure.
 */
public final class PostgresContentIndex implements ContentIndex {
  private static final String RANK =
      """
      SELECT %s, recent, embedding <=> (?::real[])::vector AS distance FROM title_embeddings
      WHERE model_version = ? AND event_time >= ?
      ORDER BY distance LIMIT ?
      """
          .formatted(ContentRows.COLUMNS);

  /**
   * Ranks by the index; the settings hold for the transaction. It is the only plan that may be
   * taken: the server underrates what reading embeddings outside their rows costs.
   */
  private static final String BY_INDEX =
      """
      SELECT set_config('hnsw.ef_search', ?, true),
          set_config('hnsw.iterative_scan', 'strict_order', true),
          set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true);
      """
          + RANK;

  /** Ranks all that is new enough. */
  private static final String EXACTLY =
      """
      SELECT set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true),
          set_config('enable_indexscan', ?, true);
      """
          + RANK;

  /** More than the server's default of 40, for better recall; its most is 1000. */
  private static final int LEAST_CANDIDATES = 100;

  private static final int MOST_CANDIDATES = 1000;

  private static final String FIND =
      "SELECT %s, %s FROM title_embeddings WHERE entity_id = ANY (?) AND model_version = ?";

  private final DataSource connections;
  private final TitleMirror mirror;
  private final Runnable onClose;
  private volatile @Nullable EmbeddingLayout layout;

  /**
   * Uses connections that stay the caller's: closing this index leaves them open.
   *
   * @param clock tells how old the copy is by which a process ranks without pgvector
   */
  public PostgresContentIndex(DataSource connections, Clock clock) {
    this(connections, clock, () -> {});
  }

  private PostgresContentIndex(DataSource connections, Clock clock, Runnable onClose) {
    this.connections = connections;
    this.mirror = new TitleMirror(clock, TitleMirror.MOST_TITLES);
    this.onClose = onClose;
  }

  /**
   * Opens a pool of its own.
   *
   * @param poolSize most calls at a time; further ones wait
   */
  public static PostgresContentIndex open(DatabaseSettings settings, int poolSize, Clock clock) {
    HikariDataSource pool = PostgresConnections.pool(settings, poolSize);
    return new PostgresContentIndex(pool, clock, pool::close);
  }

  @Override
  public void save(List<EmbeddedContent> batch) {
    List<ContentRun> runs = CoalescedContent.of(batch);
    if (runs.isEmpty()) {
      return;
    }
    inTransaction(
        "writing " + runs.size() + " contents",
        (connection, columns) -> {
          new ContentWriter(connection, columns).save(runs);
          return runs;
        });
  }

  @Override
  public List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant since) {
    return inTransaction(
        "looking for similar content",
        (connection, columns) ->
            columns == EmbeddingLayout.VECTOR
                ? ranked(connection, embedding, encoder, limit, since)
                : mirror.nearest(connection, embedding, encoder, limit, since));
  }

  /**
   * The graph of the index does not reach every content, and the search in it ends some time. That
   * matters where little is new enough, and then looking at all of that is quick.
   */
  private static List<SimilarContent> ranked(
      Connection connection, float[] embedding, String encoder, int limit, Instant since)
      throws SQLException {
    int candidates = Math.max(LEAST_CANDIDATES, Math.min(MOST_CANDIDATES, 2 * limit));
    Array target = ContentWriter.floats(connection, embedding);
    List<SimilarContent> found =
        rank(connection, BY_INDEX, Integer.toString(candidates), target, encoder, limit, since);
    return found.size() == limit
        ? found
        : rank(connection, EXACTLY, "off", target, encoder, limit, since);
  }

  private static List<SimilarContent> rank(
      Connection connection,
      String sql,
      String setting,
      Array target,
      String encoder,
      int limit,
      Instant since)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, setting);
      statement.setArray(2, target);
      statement.setString(3, encoder);
      statement.setObject(4, since.atOffset(ZoneOffset.UTC));
      statement.setInt(5, limit);
      statement.execute();
      statement.getMoreResults();
      List<SimilarContent> found = new ArrayList<>(limit);
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          double similarity = 1 - row.getDouble(10);
          if (!Double.isNaN(similarity)) {
            found.add(ContentRows.similar(row, similarity));
          }
        }
      }
      return found;
    }
  }

  @Override
  public List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder) {
    return inTransaction(
        "reading " + entityIds.size() + " contents",
        (connection, columns) -> {
          String sql = FIND.formatted(ContentRows.COLUMNS, columns.bytes());
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                1, connection.createArrayOf("text", entityIds.toArray(String[]::new)));
            statement.setString(2, encoder);
            List<EmbeddedContent> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(
                    new EmbeddedContent(
                        ContentRows.content(row), encoder, columns.read(row.getBytes(9))));
              }
            }
            return found;
          }
        });
  }

  @Override
  public long removeOlderThan(Instant before) {
    var old = new OldContent(before);
    long removed = 0;
    while (!old.isDone() && !Thread.currentThread().isInterrupted()) {
      removed +=
          inTransaction(
              "removing old content", (connection, columns) -> old.removeNext(connection));
    }
    return removed;
  }

  /** What is done on a connection, given how the database keeps embeddings. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection, EmbeddingLayout columns) throws SQLException;
  }

  private <T> T inTransaction(String doing, Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      EmbeddingLayout columns = layout;
      if (columns == null) {
        columns = EmbeddingLayout.of(connection);
      }
      T result = work.on(connection, columns);
      connection.commit();
      layout = columns;
      return result;
    } catch (SQLException e) {
      layout = null;
      throw PostgresFailures.of(doing, e);
    }
  }

  @Override
  public void close() {
    onClose.run();
  }
}
