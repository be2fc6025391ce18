package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far inputs have moved, by the newest drift score of today or yesterday that whoever watches
 * for drift has kept in {@code model_performance_metrics}; of active versions.
 */
public final class DriftMetrics implements MetricSource {
  private final ModelRegistry registry;
  private final PredictionStatistics statistics;

  public DriftMetrics(ModelRegistry registry, PredictionStatistics statistics) {
    this.registry = registry;
    this.statistics = statistics;
  }

  @Override
  public Set<Metric> metrics() {
    return Set.of(Metric.FEATURE_DRIFT);
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    LocalDate today = at.atZone(ZoneOffset.UTC).toLocalDate();
    List<Reading> readings = new ArrayList<>();
    for (ModelVersion version : registry.list(Optional.ofNullable(query.model()))) {
      if (version.status() != ModelStatus.ACTIVE) {
        continue;
      }
      Double newest = null;
      for (DailyPerformance day : statistics.daily(version.ref(), today.minusDays(1), today)) {
        newest = day.driftScore() == null ? newest : day.driftScore();
      }
      if (newest != null) {
        readings.add(new Reading(PredictionMetrics.labels(version.ref()), newest));
      }
    }
    return readings.isEmpty()
        ? Readings.none("no drift was measured today or yesterday")
        : Readings.of(readings);
  }
}
