package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Trainings that drift has asked for, by {@code retraining_triggers}: of the version that had
 * drifted, and none of active versions that had not. Triggers that came too soon after another do
 * not count. The time is when a trigger was recorded, not the time of its data.
 */
public final class RetrainingMetrics implements MetricSource {
  private static final String TRIGGERED =
      """
      SELECT coalesce(model.model_name, asked.model_name) AS model_name,
          coalesce(model.version, asked.version) AS version, coalesce(asked.triggers, 0) AS triggers
      FROM (SELECT model_name, version FROM ml_models WHERE status = 'active') model
      FULL JOIN (
          SELECT model_name, version, count(*) AS triggers FROM retraining_triggers
          WHERE state <> 'cooling_down' AND created_at >= ? AND created_at < ?
          GROUP BY model_name, version) asked
          ON asked.model_name = model.model_name AND asked.version = model.version
      ORDER BY 1, 2
      """;

  private final DataSource connections;

  public RetrainingMetrics(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public Set<Metric> metrics() {
    return Set.of(Metric.RETRAININGS);
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(TRIGGERED)) {
      statement.setObject(1, at.minus(query.window()).atOffset(ZoneOffset.UTC));
      statement.setObject(2, at.atOffset(ZoneOffset.UTC));
      List<Reading> readings = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          var model = new ModelRef(row.getString("model_name"), row.getString("version"));
          if (query.model() == null || query.model().equals(model.name())) {
            readings.add(new Reading(PredictionMetrics.labels(model), row.getLong("triggers")));
          }
        }
      }
      return readings.isEmpty() ? Readings.none("no model is active") : Readings.of(readings);
    } catch (SQLException e) {
      throw PostgresFailures.of("counting triggers of retrainings", e);
    }
  }
}
