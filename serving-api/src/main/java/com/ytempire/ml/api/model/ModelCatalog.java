package com.ytempire.ml.api.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists versions and what they did. Figures are worked out from every prediction of the period, so
 * they are remembered for some seconds: asking again and again must not keep the database busy.
 * Safe to share; calls block.
 */
@Singleton
class ModelCatalog {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** Events may lie a little in the future, and so may the ends of their windows. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private static final Duration DAY = Duration.ofHours(24);

  private record Asked(List<ModelRef> models, Duration period) {}

  private final ModelRegistry registry;
  private final PredictionStatistics statistics;
  private final DriftScores drift;
  private final Clock clock;
  private final Cache<Asked, Map<ModelRef, PredictionSummary>> summaries =
      Caffeine.newBuilder().maximumSize(100).expireAfterWrite(REMEMBERED).build();

  ModelCatalog(
      ModelRegistry registry, PredictionStatistics statistics, DriftScores drift, Clock clock) {
    this.registry = registry;
    this.statistics = statistics;
    this.drift = drift;
    this.clock = clock;
  }

  /** A page of the versions that fit; what is null fits all. */
  ModelList list(
      @Nullable String type,
      @Nullable ModelStatus status,
      @Nullable String name,
      int limit,
      int offset) {
    List<ModelVersion> fitting =
        registry.list(Optional.ofNullable(name)).stream()
            .filter(version -> type == null || type.equals(version.type()))
            .filter(version -> status == null || status == version.status())
            .toList();
    List<ModelVersion> page = fitting.stream().skip(offset).limit(limit).toList();
    Map<ModelRef, PredictionSummary> lastDay =
        summaries(page.stream().map(ModelVersion::ref).toList(), DAY);
    return new ModelList(
        page.stream()
            .map(
                version ->
                    ModelList.Entry.of(
                        version,
                        lastDay.getOrDefault(version.ref(), PredictionSummary.none(version.ref()))))
            .toList(),
        fitting.size());
  }

  private Map<ModelRef, PredictionSummary> summaries(List<ModelRef> models, Duration period) {
    if (models.isEmpty()) {
      return Map.of();
    }
    return summaries.get(
        new Asked(models, period),
        asked -> {
          Instant now = clock.instant();
          return statistics.summaries(
              asked.models(), now.minus(asked.period()), now, Answers.GIVEN);
        });
  }

  /**
   * What a version did in a period.
   *
   * @throws com.ytempire.ml.api.http.ProblemException when there is no such version
   */
  ModelMetrics metrics(String modelId, Period period) {
    ModelRef ref = ModelIds.require(registry, modelId).ref();
    PredictionSummary summary =
        summaries(List.of(ref), period.length()).getOrDefault(ref, PredictionSummary.none(ref));
    Instant now = clock.instant();
    return ModelMetrics.of(
        summary,
        period,
        drift.newest(ref, now.minus(period.length()), now.plus(AHEAD)).orElse(null));
  }
}
