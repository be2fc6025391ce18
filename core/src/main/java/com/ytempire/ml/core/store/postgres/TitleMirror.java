package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.content.SimilarContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the newest titles' embeddings, ranked exactly in this process where the server cannot:
 * the same in SQL takes a hundred times as long. About 2 kB of memory a title.
 *
 * <p>The copy is brought up to date when it is asked and older than a few seconds, by what was
 * written since. Everything but the embedding is read from the server for each answer, so that only
 * a new title may be missing for that long. Safe to share.
 */
final class TitleMirror {
  /** Titles that are copied: the newest ones. Ranking so many takes a few milliseconds. */
  static final int MOST_TITLES = 20_000;

  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  /** Rows that were being written while others were read become visible late. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final String LOAD =
      """
      SELECT entity_id, %s, computed_at FROM title_embeddings
      WHERE model_version = ? AND computed_at >= ?
      ORDER BY event_time DESC LIMIT ?
      """
          .formatted(EmbeddingLayout.ARRAY.bytes());

  private static final String READ =
      "SELECT %s, recent FROM title_embeddings WHERE model_version = ? AND entity_id = ANY (?) AND event_time >= ?"
          .formatted(ContentRows.COLUMNS);

  private final Clock clock;
  private final int most;
  private final Map<String, Copy> copies = new HashMap<>();

  /** The titles of one encoder, each embedding scaled to length 1. Guarded by the mirror. */
  private static final class Copy {
    private final Map<String, float[]> units = new LinkedHashMap<>();
    private Instant written = FIRST;
    private Instant loadedAt = Instant.MIN;
  }

  /**
   * @param most titles that are copied, at least 1
   */
  TitleMirror(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  List<SimilarContent> nearest(
      Connection connection, float[] embedding, String encoder, int limit, Instant since)
      throws SQLException {
    float[] target = unit(embedding);
    if (target == null) {
      return List.of();
    }
    List<Ranked> ranked = ranked(connection, target, encoder);
    List<SimilarContent> found = new ArrayList<>(limit);
    int step = Math.max(64, 2 * limit);
    for (int from = 0; from < ranked.size() && found.size() < limit; from += step, step *= 2) {
      List<Ranked> next = ranked.subList(from, Math.min(ranked.size(), from + step));
      Map<String, SimilarContent> contents = read(connection, encoder, next, since);
      for (Ranked title : next) {
        SimilarContent content = contents.get(title.entityId);
        if (content != null && found.size() < limit) {
          found.add(content);
        }
      }
    }
    return found;
  }

  private record Ranked(String entityId, double similarity) {}

  private synchronized List<Ranked> ranked(Connection connection, float[] target, String encoder)
      throws SQLException {
    Copy copy = copies.computeIfAbsent(encoder, unused -> new Copy());
    Instant now = clock.instant();
    if (copy.loadedAt.plus(GOOD_FOR).isBefore(now)) {
      load(connection, copy, encoder);
      copy.loadedAt = now;
    }
    Ranked[] ranked = new Ranked[copy.units.size()];
    int i = 0;
    for (Map.Entry<String, float[]> title : copy.units.entrySet()) {
      ranked[i++] = new Ranked(title.getKey(), dot(target, title.getValue()));
    }
    Arrays.sort(ranked, (a, b) -> Double.compare(b.similarity, a.similarity));
    return List.of(ranked);
  }

  private void load(Connection connection, Copy copy, String encoder) throws SQLException {
    Instant from = copy.written.equals(FIRST) ? FIRST : copy.written.minus(OVERLAP);
    try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
      statement.setFetchSize(1000);
      statement.setString(1, encoder);
      statement.setObject(2, from.atOffset(ZoneOffset.UTC));
      statement.setInt(3, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          float[] unit = unit(EmbeddingLayout.ARRAY.read(row.getBytes(2)));
          if (unit != null) {
            copy.units.put(row.getString(1), unit);
          }
          Instant written = row.getObject(3, OffsetDateTime.class).toInstant();
          copy.written = written.isAfter(copy.written) ? written : copy.written;
        }
      }
    }
    if (copy.units.size() > most + most / 4) {
      // Old titles have to go: the next load takes the newest ones again.
      copy.units.clear();
      copy.written = FIRST;
      load(connection, copy, encoder);
    }
  }

  private static Map<String, SimilarContent> read(
      Connection connection, String encoder, List<Ranked> titles, Instant since)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, encoder);
      statement.setArray(
          2,
          connection.createArrayOf(
              "text", titles.stream().map(Ranked::entityId).toArray(String[]::new)));
      statement.setObject(3, since.atOffset(ZoneOffset.UTC));
      Map<String, Double> similarities = new HashMap<>();
      titles.forEach(title -> similarities.put(title.entityId, title.similarity));
      Map<String, SimilarContent> contents = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String entityId = row.getString(1);
          double similarity = similarities.getOrDefault(entityId, Double.NaN);
          contents.put(entityId, ContentRows.similar(row, similarity));
        }
      }
      return contents;
    }
  }

  /** The same direction with length 1; null for no direction. */
  private static float @Nullable [] unit(float[] embedding) {
    double length = Math.sqrt(dot(embedding, embedding));
    if (!(length > 0)) {
      return null;
    }
    float[] unit = new float[embedding.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (embedding[i] / length);
    }
    return unit;
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
