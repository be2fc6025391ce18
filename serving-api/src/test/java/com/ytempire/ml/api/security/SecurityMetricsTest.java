package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryAuditLog;
import com.ytempire.ml.core.store.memory.InMemoryTokenBuckets;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SecurityMetricsTest {
  @Test
  void tellsHowManyRequestsWereCountedWithoutRedis() {
    var clock = new HandClock();
    var limiter =
        new RateLimiter(
            (bucket, capacity, wanted) -> {
              throw new StoreUnavailableException("away", null);
            },
            new InMemoryTokenBuckets(clock, 10),
            Runnable::run,
            clock);
    var registry = new PrometheusRegistry();
    try (var trail =
        new AuditTrail(new InMemoryAuditLog(), Duration.ofMillis(5), Duration.ofSeconds(1))) {
      new SecurityMetrics(registry, limiter, trail);
      limiter.count("s", 5).join();
      limiter.count("s", 5).join();

      assertThat(value(registry, "rate_limit_counted_alone")).isEqualTo(2);
      assertThat(value(registry, "audit_entries_unkept")).isZero();
    }
  }

  private static double value(PrometheusRegistry registry, String name) {
    var snapshot =
        registry.scrape(name::equals).stream().findFirst().map(CounterSnapshot.class::cast);
    return snapshot.orElseThrow().getDataPoints().get(0).getValue();
  }
}
