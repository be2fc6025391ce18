package com.ytempire.ml.api.operation;

import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.machine.GpuProbe;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.ModelEngines;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/** What the service is watched with. */
@Factory
final class OperationBeans {

  /** Where every package registers what it measures; one per service. */
  @Bean
  @Singleton
  PrometheusRegistry metrics(OutwardCalls outward) {
    var registry = new PrometheusRegistry();
    ProcessMetrics.register(registry, outward, GpuProbe.find());
    return registry;
  }

  @Bean(preDestroy = "close")
  @Singleton
  Tracing tracing(PlatformSettings settings) {
    return Tracing.open(settings.monitoring());
  }

  /** To make spans with; does nothing where traces are sent nowhere. */
  @Singleton
  OpenTelemetry telemetry(Tracing tracing) {
    return tracing.telemetry();
  }

  @Bean(preDestroy = "stop")
  @Singleton
  Readiness readiness(
      PlatformSettings settings,
      FeaturePlan plan,
      DataSource database,
      RedisClient redis,
      OnlineFeatureStore features,
      ModelRegistry registry,
      ModelEngines engines) {
    return new Readiness(
        new DependencyChecks(settings, plan, database, redis, features, registry, engines).all());
  }
}
