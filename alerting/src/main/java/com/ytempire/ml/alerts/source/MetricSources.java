package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.machine.GpuProbe;
import com.ytempire.ml.core.store.postgres.PostgresDriftScores;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresPredictionStatistics;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Several sources as one; a metric that none of them measures has no data. */
public final class MetricSources implements MetricSource {
  /** They wait for the parts that make content. */
  private static final Set<Metric> UNMEASURED =
      EnumSet.of(Metric.COST_PER_VIDEO, Metric.VIDEOS_GENERATED, Metric.QUALITY_PASS_RATE);

  private final Map<Metric, MetricSource> sources = new EnumMap<>(Metric.class);

  /** Of two sources of one metric the first is asked. */
  public MetricSources(List<MetricSource> sources) {
    for (MetricSource source : sources) {
      source.metrics().forEach(metric -> this.sources.putIfAbsent(metric, source));
    }
  }

  /**
   * All that the platform measures.
   *
   * @param host this machine's name
   */
  public static MetricSources of(DataSource connections, String host, Clock clock) {
    var registry = new PostgresModelRegistry(connections, clock);
    var statistics = new PostgresPredictionStatistics(connections, clock);
    return new MetricSources(
        List.of(
            new PredictionMetrics(registry, statistics),
            new DriftMetrics(registry, new PostgresDriftScores(connections)),
            new RetrainingMetrics(connections),
            new CostMetrics(connections),
            new MachineMetrics(host),
            GpuMetrics.of(GpuProbe.find(), host)));
  }

  @Override
  public Set<Metric> metrics() {
    return sources.isEmpty() ? Set.of() : EnumSet.copyOf(sources.keySet());
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    MetricSource source = sources.get(query.metric());
    return source == null
        ? Readings.none("nothing measures %s yet".formatted(query.metric().word()))
        : source.read(query, at);
  }

  /** Metrics that no part of the platform measures yet. */
  public static Set<Metric> unmeasured() {
    return Set.copyOf(UNMEASURED);
  }
}
