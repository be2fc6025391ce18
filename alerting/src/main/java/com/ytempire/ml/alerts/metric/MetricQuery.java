package com.ytempire.ml.alerts.metric;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a condition asks.
 *
 * @param metric what
 * @param dimension one of the metric's
 * @param window over which time, back from now; zero for a metric that has no window
 * @param model the one model that is meant, or null for all
 */
public record MetricQuery(
    Metric metric, Dimension dimension, Duration window, @Nullable String model) {

  /** Of all models. */
  public static MetricQuery of(Metric metric) {
    return new MetricQuery(
        metric, metric.dimensions().get(0), metric.window().orElse(Duration.ZERO), null);
  }
}
