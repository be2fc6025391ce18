package com.ytempire.ml.api.cache;

import com.ytempire.ml.api.cache.CacheStatistics.Event;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the caches do, for Prometheus: by cache and level. Safe to share. */
@Singleton
public final class CacheMetrics {
  private final Map<String, CacheStatistics> caches = new ConcurrentHashMap<>();

  CacheMetrics(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("cache_lookups")
        .help("Looks into a level of a cache since the start, by what came of them.")
        .labelNames("cache", "level", "event")
        .callback(this::count)
        .register(registry);
    GaugeWithCallback.builder()
        .name("cache_hit_rate")
        .help("Share of the looks into a level of a cache that found a fresh answer, 0 to 1.")
        .labelNames("cache", "level")
        .callback(this::rate)
        .register(registry);
  }

  /**
   * Shows a cache's counts from now on.
   *
   * @param cache its name, such as {@code trend}; a second one of the name replaces the first
   */
  public void watch(String cache, CacheStatistics statistics) {
    caches.put(cache, statistics);
  }

  private void count(CounterWithCallback.Callback counter) {
    caches.forEach(
        (cache, statistics) -> {
          for (String level : statistics.levels()) {
            for (Event event : Event.values()) {
              counter.call(
                  statistics.of(level, event), cache, level, event.name().toLowerCase(Locale.ROOT));
            }
          }
        });
  }

  /** A level that was never looked into has no rate. */
  private void rate(GaugeWithCallback.Callback gauge) {
    caches.forEach(
        (cache, statistics) -> {
          for (String level : statistics.levels()) {
            long all = 0;
            for (Event event : Event.values()) {
              all += statistics.of(level, event);
            }
            if (all > 0) {
              gauge.call((double) statistics.of(level, Event.HIT) / all, cache, level);
            }
          }
        });
  }
}
