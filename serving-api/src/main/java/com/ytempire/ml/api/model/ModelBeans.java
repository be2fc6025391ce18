package com.ytempire.ml.api.model;

import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes what runs without being asked. */
@Factory
final class ModelBeans {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
  private static final Duration MEASURE_EVERY = Duration.ofMinutes(1);

  @Singleton
  RolloutWatch watch(
      PlatformSettings settings,
      ModelRegistry registry,
      Rollouts rollouts,
      ModelRollouts comparisons,
      ModelRouter router) {
    return new RolloutWatch(
        registry, rollouts, comparisons, router, RolloutPolicy.of(settings.rollouts()));
  }

  @Singleton
  ModelGauges gauges(
      PrometheusRegistry metrics,
      ModelRegistry registry,
      PredictionStatistics statistics,
      Clock clock) {
    return new ModelGauges(metrics, registry, statistics, clock);
  }

  /** Runs from the start to the end of the service. */
  @Context
  @Bean(preDestroy = "close")
  ModelUpkeep upkeep(
      RolloutWatch watch, ModelGauges gauges, PredictionStatistics statistics, Clock clock) {
    return new ModelUpkeep(watch, gauges, statistics, clock, LOOK_EVERY, MEASURE_EVERY);
  }
}
