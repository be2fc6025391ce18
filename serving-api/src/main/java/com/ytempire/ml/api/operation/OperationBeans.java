package com.ytempire.ml.api.operation;

import com.ytempire.ml.api.http.OutwardCalls;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;

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
}
