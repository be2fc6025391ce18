package com.ytempire.ml.api.operation;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Measures every request: the reference's {@code latency_p50}, {@code latency_p95}, {@code
 * latency_p99} (milliseconds), {@code throughput} (a second) and {@code error_rate} (share of 5xx),
 * each over the last minute and by operation, and a histogram since the start.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestMetrics {
  private static final String BEGUN = "ytempire.measured";
  private static final String ALL = "all";
  private static final String UNKNOWN = "unknown";

  private final Map<String, TrafficWindow> windows = new ConcurrentHashMap<>();
  private final TrafficWindow all = new TrafficWindow(System::nanoTime);
  private final Histogram durations;

  RequestMetrics(PrometheusRegistry registry) {
    windows.put(ALL, all);
    this.durations =
        Histogram.builder()
            .name("http_request_duration_seconds")
            .help("Time from a request's headers to its answer.")
            .labelNames("operation", "status")
            .classicOnly()
            .register(registry);
    gauge(registry, "latency_p50", "Median latency of the last minute, ms.", 0.50);
    gauge(registry, "latency_p95", "95th percentile of latency of the last minute, ms.", 0.95);
    gauge(registry, "latency_p99", "99th percentile of latency of the last minute, ms.", 0.99);
    gauge(
        registry,
        "throughput",
        "Requests a second over the last minute.",
        TrafficWindow.Summary::throughput);
    gauge(
        registry,
        "error_rate",
        "Share of answers of 500 and more over the last minute, 0 to 1.",
        TrafficWindow.Summary::errorRate);
  }

  private void gauge(PrometheusRegistry registry, String name, String help, double share) {
    gauge(registry, name, help, summary -> summary.latencyMillis(share));
  }

  private void gauge(
      PrometheusRegistry registry,
      String name,
      String help,
      ToDoubleFunction<TrafficWindow.Summary> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("operation")
        .callback(
            gauge ->
                windows.forEach(
                    (operation, window) -> {
                      double now = value.applyAsDouble(window.summary());
                      if (!Double.isNaN(now)) {
                        gauge.call(now, operation);
                      }
                    }))
        .register(registry);
  }

  @RequestFilter
  void begin(HttpRequest<?> request) {
    request.setAttribute(BEGUN, System.nanoTime());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    long begun = request.getAttribute(BEGUN, Long.class).orElseGet(System::nanoTime);
    long nanos = System.nanoTime() - begun;
    // The template, not the path: an id is no operation, and nobody may make up operations.
    String operation =
        BasicHttpAttributes.getUriTemplate(request)
            .map(template -> request.getMethodName() + " " + template)
            .orElse(UNKNOWN);
    boolean failed = response.code() >= 500;
    all.record(nanos, failed);
    windows
        .computeIfAbsent(operation, name -> new TrafficWindow(System::nanoTime))
        .record(nanos, failed);
    durations.labelValues(operation, String.valueOf(response.code())).observe(nanos / 1e9);
  }
}
