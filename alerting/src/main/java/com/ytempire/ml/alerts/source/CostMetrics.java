package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.store.postgres.PostgresFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What answers cost, by the costs that are kept with them in {@code model_predictions}: those of
 * shadows and of versions that are gone included, because they were paid all the same.
 */
public final class CostMetrics implements MetricSource {
  private static final Set<Metric> METRICS =
      Set.copyOf(EnumSet.of(Metric.HOURLY_COST, Metric.DAILY_COST, Metric.API_COSTS));

  private static final String COSTS =
      """
      SELECT coalesce(sum(made.cost), 0) AS cost,
          coalesce(sum((made.metadata->'metadata'->>'api_cost')::numeric), 0) AS api_cost
      FROM model_predictions made
      LEFT JOIN ml_models model ON model.id = made.model_id
      WHERE made.created_at >= ? AND made.created_at < ?
          AND (?::text IS NULL OR model.model_name = ?)
      """;

  private final DataSource connections;

  public CostMetrics(DataSource connections) {
    this.connections = connections;
  }

  @Override
  public Set<Metric> metrics() {
    return METRICS;
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(COSTS)) {
      statement.setObject(1, at.minus(window(query)).atOffset(ZoneOffset.UTC));
      statement.setObject(2, at.atOffset(ZoneOffset.UTC));
      statement.setString(3, query.model());
      statement.setString(4, query.model());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String column = query.metric() == Metric.API_COSTS ? "api_cost" : "cost";
        return Readings.of(List.of(new Reading(labels(query), row.getDouble(column))));
      }
    } catch (SQLException e) {
      throw PostgresFailures.of("adding up costs", e);
    }
  }

  private static Duration window(MetricQuery query) {
    return switch (query.metric()) {
      case HOURLY_COST -> Duration.ofHours(1);
      case DAILY_COST -> Duration.ofHours(24);
      default -> query.window();
    };
  }

  private static Labels labels(MetricQuery query) {
    return query.model() == null ? Labels.NONE : Labels.of(Map.of(Labels.MODEL, query.model()));
  }
}
