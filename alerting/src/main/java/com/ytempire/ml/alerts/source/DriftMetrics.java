package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.DriftScores.DriftScore;
import com.ytempire.ml.core.store.ModelRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the inputs and answers of active versions have moved, by the newest window that the drift
 * job has judged. Windows of up to a week that wait up to two days for what is late are seen.
 */
public final class DriftMetrics implements MetricSource {
  private static final Duration BACK = Duration.ofDays(9);

  /** Events may lie a little in the future, and so may the ends of their windows. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private final ModelRegistry registry;
  private final DriftScores scores;

  public DriftMetrics(ModelRegistry registry, DriftScores scores) {
    this.registry = registry;
    this.scores = scores;
  }

  @Override
  public Set<Metric> metrics() {
    return Set.of(Metric.FEATURE_DRIFT, Metric.PREDICTION_DRIFT);
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    List<Reading> readings = new ArrayList<>();
    for (ModelVersion version : registry.list(Optional.ofNullable(query.model()))) {
      if (version.status() == ModelStatus.ACTIVE) {
        scores
            .newest(version.ref(), at.minus(BACK), at.plus(AHEAD))
            .map(
                query.metric() == Metric.FEATURE_DRIFT
                    ? DriftScore::feature
                    : DriftScore::prediction)
            .map(score -> new Reading(PredictionMetrics.labels(version.ref()), score))
            .ifPresent(readings::add);
      }
    }
    return readings.isEmpty()
        ? Readings.none("no window was judged in the last 9 days")
        : Readings.of(readings);
  }
}
