package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What versions did, by every answer that was given, from jobs and from the service. Figures of a
 * long window are worked out anew only after a part of it has passed; see {@link #KEPT}.
 */
public final class PredictionMetrics implements MetricSource {
  /** Figures are kept for this part of their window: 1 s of 5 min, 5 min of a day. */
  private static final int KEPT = 288;

  private static final Set<Metric> METRICS =
      Set.copyOf(
          EnumSet.of(
              Metric.ACCURACY,
              Metric.PRECISION,
              Metric.RECALL,
              Metric.F1_SCORE,
              Metric.LATENCY_P50,
              Metric.LATENCY_P95,
              Metric.LATENCY_P99,
              Metric.THROUGHPUT,
              Metric.ERROR_RATE));

  private final ModelRegistry registry;
  private final PredictionStatistics statistics;
  private final Map<Duration, Figures> kept = new HashMap<>();

  /** What was worked out, and when. */
  private record Figures(Instant at, Set<ModelRef> active, Collection<PredictionSummary> all) {}

  public PredictionMetrics(ModelRegistry registry, PredictionStatistics statistics) {
    this.registry = registry;
    this.statistics = statistics;
  }

  @Override
  public Set<Metric> metrics() {
    return METRICS;
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    Figures figures = figures(query.window(), at);
    List<Reading> readings = new ArrayList<>();
    for (PredictionSummary summary : figures.all) {
      String name = summary.model().name();
      if (query.model() == null || query.model().equals(name)) {
        reading(query, summary, figures.active.contains(summary.model())).ifPresent(readings::add);
      }
    }
    return readings.isEmpty() ? Readings.none(absence(query)) : Readings.of(readings);
  }

  private static String absence(MetricQuery query) {
    String answer =
        switch (query.metric()) {
          case ACCURACY, PRECISION, RECALL, F1_SCORE -> "no answer whose outcome is known";
          default -> "no answer";
        };
    String whose = query.model() == null ? "" : " of " + query.model();
    return "%s%s in the last %s".formatted(answer, whose, shown(query.window()));
  }

  private static String shown(Duration window) {
    return window.toHours() > 0 ? window.toHours() + " h" : window.toSeconds() + " s";
  }

  private Figures figures(Duration window, Instant at) {
    Figures last = kept.get(window);
    if (last != null
        && !at.isBefore(last.at)
        && at.isBefore(last.at.plus(window.dividedBy(KEPT)))) {
      return last;
    }
    List<ModelVersion> versions =
        registry.list(Optional.empty()).stream()
            .filter(version -> version.status() != ModelStatus.DEPRECATED)
            .toList();
    var figures =
        new Figures(
            at,
            versions.stream()
                .filter(version -> version.status() == ModelStatus.ACTIVE)
                .map(ModelVersion::ref)
                .collect(Collectors.toSet()),
            statistics
                .summaries(
                    versions.stream().map(ModelVersion::ref).toList(),
                    at.minus(window),
                    at,
                    Answers.GIVEN)
                .values());
    kept.put(window, figures);
    return figures;
  }

  private static Optional<Reading> reading(
      MetricQuery query, PredictionSummary summary, boolean active) {
    LatencyQuantiles latency = summary.latency();
    long judged = summary.judged().count();
    return switch (query.metric()) {
      case ACCURACY -> share(summary, summary.judged().accuracy(), judged);
      case PRECISION -> share(summary, summary.judged().precision(), judged);
      case RECALL -> share(summary, summary.judged().recall(), judged);
      case F1_SCORE -> share(summary, summary.judged().f1(), judged);
      case LATENCY_P50 -> seconds(summary, latency == null ? null : latency.p50());
      case LATENCY_P95 -> seconds(summary, latency == null ? null : latency.p95());
      case LATENCY_P99 -> seconds(summary, latency == null ? null : latency.p99());
      case ERROR_RATE -> share(summary, summary.errorRate(), summary.requests());
      // An active version that answers nothing has a throughput: none.
      case THROUGHPUT ->
          summary.requests() == 0 && !active
              ? Optional.empty()
              : Optional.of(
                  new Reading(
                      labels(summary.model()),
                      summary.answers() / (double) query.window().toSeconds()));
      default -> throw new IllegalArgumentException(query.metric() + " is not measured here");
    };
  }

  private static Optional<Reading> share(
      PredictionSummary summary, @Nullable Double value, long samples) {
    return value == null
        ? Optional.empty()
        : Optional.of(new Reading(labels(summary.model()), value, samples));
  }

  private static Optional<Reading> seconds(PredictionSummary summary, @Nullable Double millis) {
    return millis == null
        ? Optional.empty()
        : Optional.of(new Reading(labels(summary.model()), millis / 1000, summary.answers()));
  }

  static Labels labels(ModelRef model) {
    return Labels.of(Map.of(Labels.MODEL, model.name(), Labels.VERSION, model.version()));
  }
}
