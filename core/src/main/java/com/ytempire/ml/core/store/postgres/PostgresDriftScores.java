package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.DriftScores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Scores of the verdicts in {@code drift_verdicts}. */
public final class PostgresDriftScores implements DriftScores {
  /** A statistic that there is not is NaN, which is larger than any number here. */
  private static final String NEWEST =
      """
      WITH judged AS (
          SELECT kind, window_end, window_verdict, statistic FROM drift_verdicts
          WHERE model_name = ? AND version = ? AND slice = 'all' AND window_kind = 'tumbling'
              AND kind IN ('feature', 'prediction') AND verdict IN ('stable', 'drift')
              AND statistic < 'Infinity' AND window_end > ? AND window_end <= ?),
      newest AS (
          SELECT * FROM judged
          WHERE window_end = (SELECT max(window_end) FROM judged AS other
                              WHERE other.kind = judged.kind))
      SELECT max(statistic) FILTER (WHERE kind = 'feature') AS feature,
          max(statistic) FILTER (WHERE kind = 'prediction') AS prediction,
          bool_or(window_verdict = 'drift') AS has_drifted,
          max(window_end) AS window_end
      FROM newest
      """;

  private final DataSource connections;

  /**
   * @param connections to a database with the platform's schema; stays open
   */
  public PostgresDriftScores(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public Optional<DriftScore> newest(ModelRef model, Instant from, Instant until) {
    try (Connection connection = connections.getConnection()) {
      return newest(connection, model, from, until);
    } catch (SQLException e) {
      throw PostgresFailures.of("reading drift scores", e);
    }
  }

  static Optional<DriftScore> newest(
      Connection connection, ModelRef model, Instant from, Instant until) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
      statement.setString(1, model.name());
      statement.setString(2, model.version());
      statement.setObject(3, from.atOffset(ZoneOffset.UTC));
      statement.setObject(4, until.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        OffsetDateTime end = row.next() ? row.getObject("window_end", OffsetDateTime.class) : null;
        return end == null
            ? Optional.empty()
            : Optional.of(
                new DriftScore(
                    number(row, "feature"),
                    number(row, "prediction"),
                    row.getBoolean("has_drifted"),
                    end.toInstant()));
      }
    }
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
