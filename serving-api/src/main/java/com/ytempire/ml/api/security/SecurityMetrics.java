package com.ytempire.ml.api.security;

import io.micronaut.context.annotation.Context;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is to be watched about who calls. */
@Context
final class SecurityMetrics {
  SecurityMetrics(PrometheusRegistry registry, RateLimiter limiter, AuditTrail trail) {
    CounterWithCallback.builder()
        .name("rate_limit_counted_alone")
        .help("Requests that this process counted by itself because Redis was away.")
        .callback(counter -> counter.call(limiter.countedAlone()))
        .register(registry);
    CounterWithCallback.builder()
        .name("audit_entries_unkept")
        .help("Entries of the audit log that are in the process' own log only.")
        .callback(counter -> counter.call(trail.unkept()))
        .register(registry);
  }
}
