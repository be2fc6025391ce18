package com.ytempire.ml.api.model;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reference's metrics {@code accuracy}, {@code precision}, {@code recall} and {@code f1_score}:
 * of each active version, over the last 24 hours, where outcomes are known. Prometheus reads what
 * was worked out last. Safe to share.
 */
final class ModelGauges {
  private static final Duration DAY = Duration.ofHours(24);

  private final ModelRegistry registry;
  private final PredictionStatistics statistics;
  private final Clock clock;
  private volatile Map<String, JudgedAnswers> judged = Map.of();

  ModelGauges(
      PrometheusRegistry metrics,
      ModelRegistry registry,
      PredictionStatistics statistics,
      Clock clock) {
    this.registry = registry;
    this.statistics = statistics;
    this.clock = clock;
    register(metrics, "accuracy", "Share of right answers", JudgedAnswers::accuracy);
    register(
        metrics, "precision", "Share that took off of what was said to", JudgedAnswers::precision);
    register(
        metrics, "recall", "Share that was said to take off of what did", JudgedAnswers::recall);
    register(metrics, "f1_score", "F1 score", JudgedAnswers::f1);
  }

  private void register(
      PrometheusRegistry metrics,
      String name,
      String help,
      Function<JudgedAnswers, @Nullable Double> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help + " over the last 24 hours, 0 to 1, by version.")
        .labelNames("model_id")
        .callback(
            gauge ->
                judged.forEach(
                    (modelId, counts) -> {
                      Double value = figure.apply(counts);
                      if (value != null) {
                        gauge.call(value, modelId);
                      }
                    }))
        .register(metrics);
  }

  /** Works the figures out anew. Blocks. */
  void refresh() {
    List<ModelRef> active =
        registry.list(Optional.empty()).stream()
            .filter(version -> version.status() == ModelStatus.ACTIVE)
            .map(ModelVersion::ref)
            .toList();
    Instant now = clock.instant();
    Map<String, JudgedAnswers> next = new HashMap<>();
    statistics
        .summaries(active, now.minus(DAY), now, Answers.GIVEN)
        .forEach((ref, summary) -> next.put(ref.modelId(), summary.judged()));
    judged = Map.copyOf(next);
  }
}
