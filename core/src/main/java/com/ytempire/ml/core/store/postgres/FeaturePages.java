package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.StoredFeature;
import com.ytempire.ml.core.store.json.StoredTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole table {@code feature_store} in pages of bounded size, in the order of its unique key.
 *
 * <p>A page is a range of the key's index, whether its rows are wanted or not, so each takes about
 * as long however few are wanted. What is written while pages are read may or may not be seen. Safe
 * to share between threads.
 */
public final class FeaturePages {
  /** About 1 MB with one embedding of 384 components in seven rows. */
  private static final int ROWS = 1000;

  private static final String PAGE =
      """
      SELECT entity_id, entity_type, feature_name, feature_version,
          CASE WHEN coalesce(metadata->>'written_at' COLLATE "C" >= ?, true)
              THEN feature_value::text END,
          computed_at, metadata->>'event_id'
      FROM feature_store
      WHERE (entity_id, entity_type, feature_name, feature_version) > (?, ?, ?, ?)
      ORDER BY entity_id, entity_type, feature_name, feature_version
      LIMIT ?
      """;

  private final DataSource connections;
  private final Clock clock;
  private final int rows;

  FeaturePages(DataSource connections, Clock clock) {
    this(connections, clock, ROWS);
  }

  FeaturePages(DataSource connections, Clock clock, int rows) {
    this.connections = connections;
    this.clock = clock;
    this.rows = rows;
  }

  /**
   * A place between two rows.
   *
   * @param entityId key of the row before it
   */
  public record Place(String entityId, String entityType, String name, int version) {
    /** Before every row: no entity id is empty. */
    public static final Place START = new Place("", "", "", 0);
  }

  /**
   * Some rows.
   *
   * @param features those that are wanted
   * @param end where the next page begins, or null after the last row
   */
  public record Page(List<StoredFeature> features, @Nullable Place end) {
    public Page {
      features = List.copyOf(features);
    }
  }

  /**
   * Reads the page that begins at a place.
   *
   * @param writtenWithin rows that were last written longer ago, by the clock of the store, are
   *     left out; those that do not tell are kept
   * @throws StoreUnavailableException when the server does not answer
   */
  public Page read(Place start, Duration writtenWithin) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, StoredTime.text(clock.instant().minus(writtenWithin)));
      statement.setString(2, start.entityId);
      statement.setString(3, start.entityType);
      statement.setString(4, start.name);
      statement.setInt(5, start.version);
      statement.setInt(6, rows);
      List<StoredFeature> features = new ArrayList<>();
      Place last = start;
      int count = 0;
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          count++;
          last =
              new Place(
                  found.getString(1), found.getString(2), found.getString(3), found.getInt(4));
          String value = found.getString(5);
          OffsetDateTime computedAt = found.getObject(6, OffsetDateTime.class);
          String eventId = found.getString(7);
          if (value != null && computedAt != null && eventId != null) {
            features.add(
                new StoredFeature(
                    new EntityKey(last.entityType, last.entityId),
                    last.name,
                    last.version,
                    value,
                    computedAt.toInstant(),
                    eventId));
          }
        }
      }
      return new Page(features, count < rows ? null : last);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading a page of features", e);
    }
  }
}
