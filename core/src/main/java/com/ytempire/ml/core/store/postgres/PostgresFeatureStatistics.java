package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.FeatureStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statistics computed by the server in one pass over {@code feature_store}. */
public final class PostgresFeatureStatistics implements FeatureStatistics {
  private static final String SUMMARIES =
      """
      SELECT entity_type, feature_name, feature_version, count(*),
          count(*) FILTER (WHERE jsonb_typeof(feature_value) = 'null'),
          min(feature_value::float8) FILTER (WHERE jsonb_typeof(feature_value) = 'number'),
          avg(feature_value::float8) FILTER (WHERE jsonb_typeof(feature_value) = 'number'),
          max(feature_value::float8) FILTER (WHERE jsonb_typeof(feature_value) = 'number'),
          min(computed_at), max(computed_at)
      FROM feature_store
      GROUP BY entity_type, feature_name, feature_version
      ORDER BY entity_type COLLATE "C", feature_name COLLATE "C", feature_version
      """;

  private final DataSource connections;

  public PostgresFeatureStatistics(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public List<FeatureSummary> summaries() {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(SUMMARIES);
        ResultSet found = statement.executeQuery()) {
      List<FeatureSummary> summaries = new ArrayList<>();
      while (found.next()) {
        summaries.add(
            new FeatureSummary(
                found.getString(1),
                found.getString(2),
                found.getInt(3),
                found.getLong(4),
                found.getLong(5),
                number(found, 6),
                number(found, 7),
                number(found, 8),
                time(found, 9),
                time(found, 10)));
      }
      return summaries;
    } catch (SQLException e) {
      throw PostgresFailures.of("summarising the feature store", e);
    }
  }

  private static @Nullable Double number(ResultSet found, int column) throws SQLException {
    double value = found.getDouble(column);
    return found.wasNull() ? null : value;
  }

  private static Instant time(ResultSet found, int column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }
}
