package com.ytempire.ml.api.model;

import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.rollout.CanaryWatch;
import com.ytempire.ml.core.rollout.ManualRollouts;
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
  private static final Duration MEASURE_EVERY = Duration.ofMinutes(1);

  @Singleton
  Canaries canaries(
      PlatformSettings settings,
      ModelRegistry registry,
      Rollouts rollouts,
      PredictionStatistics statistics,
      Clock clock) {
    return new Canaries(registry, rollouts, statistics, clock, settings.rollouts().canary());
  }

  @Singleton
  ManualRollouts manual(ModelRegistry registry, Rollouts rollouts, Canaries canaries) {
    return new ManualRollouts(registry, rollouts, canaries);
  }

  @Singleton
  RolloutWatch watch(
      ModelRegistry registry,
      Rollouts rollouts,
      Canaries canaries,
      ModelRouter router,
      Clock clock) {
    return new RolloutWatch(new CanaryWatch(registry, rollouts, canaries), router, clock);
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
      PlatformSettings settings,
      RolloutWatch watch,
      ModelGauges gauges,
      PredictionStatistics statistics,
      Clock clock) {
    Duration look = settings.rollouts().canary().look();
    return new ModelUpkeep(watch, gauges, statistics, clock, look, MEASURE_EVERY);
  }
}
