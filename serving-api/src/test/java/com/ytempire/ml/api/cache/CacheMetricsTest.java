package com.ytempire.ml.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ytempire.ml.api.cache.CacheStatistics.Event;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CacheMetrics metrics = new CacheMetrics(registry);

  @Test
  void tellsWhatCameOfTheLooksIntoEachLevelAndHowOftenItHelped() {
    var statistics = new CacheStatistics(List.of("memory", "redis"));
    for (int i = 0; i < 3; i++) {
      statistics.count("memory", Event.HIT);
    }
    statistics.count("memory", Event.STALE);
    metrics.watch("trend", statistics);

    GaugeSnapshot rates = (GaugeSnapshot) snapshot("cache_hit_rate");
    CounterSnapshot lookups = (CounterSnapshot) snapshot("cache_lookups");

    assertThat(rates.getDataPoints())
        .extracting(point -> point.getLabels().get("level"), point -> point.getValue())
        .containsExactly(tuple("memory", 0.75));
    assertThat(lookups.getDataPoints())
        .filteredOn(point -> point.getValue() > 0)
        .extracting(
            point -> point.getLabels().get("cache"),
            point -> point.getLabels().get("level"),
            point -> point.getLabels().get("event"),
            point -> point.getValue())
        .containsExactlyInAnyOrder(
            tuple("trend", "memory", "hit", 3.0), tuple("trend", "memory", "stale", 1.0));
  }

  @Test
  void hasNothingToTellOfNoCaches() {
    assertThat(((GaugeSnapshot) snapshot("cache_hit_rate")).getDataPoints()).isEmpty();
  }

  private MetricSnapshot snapshot(String name) {
    return registry.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
