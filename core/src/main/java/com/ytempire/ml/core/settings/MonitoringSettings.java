package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and where it goes.
 *
 * @param metricsPort {@code PROMETHEUS_METRICS_PORT}: where Prometheus reads, 1 to 65535, default
 *     9090
 * @param metricsHost {@code PROMETHEUS_METRICS_HOST}: address to listen on for it, default {@code
 *     127.0.0.1}: this machine only
 * @param grafanaApiKey {@code GRAFANA_API_KEY}, or null where nothing is sent to Grafana
 * @param sentryDsn {@code SENTRY_DSN}: {@code https://key@host/project}, or null; secret, because
 *     it holds the key
 * @param traceEndpoint {@code OTEL_EXPORTER_OTLP_ENDPOINT}: where traces go, or null: they are not
 *     sent
 * @param traceSampling {@code OTEL_TRACES_SAMPLER_ARG}: share of requests that are traced when the
 *     caller did not decide, 0 to 1, default 0.1
 * @param logFormat {@code LOG_FORMAT}, default {@code text}
 */
public record MonitoringSettings(
    int metricsPort,
    String metricsHost,
    @Nullable Secret grafanaApiKey,
    @Nullable Secret sentryDsn,
    @Nullable URI traceEndpoint,
    double traceSampling,
    LogFormat logFormat)
    implements Serializable {

  /** How the service writes its log. */
  public enum LogFormat {
    /** One line for people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON
  }

  static MonitoringSettings from(Variables variables) {
    return new MonitoringSettings(
        variables.integer("PROMETHEUS_METRICS_PORT", 9090, 1, 65_535),
        variables.textOr("PROMETHEUS_METRICS_HOST", "127.0.0.1"),
        variables.secret("GRAFANA_API_KEY"),
        variables.parsedOrNull(
            "SENTRY_DSN",
            text -> Secret.MASK,
            "https://key@host/project",
            MonitoringSettings::sentryDsn),
        variables.webAddress("OTEL_EXPORTER_OTLP_ENDPOINT"),
        variables.number("OTEL_TRACES_SAMPLER_ARG", 0.1, 0, 1),
        variables.choice("LOG_FORMAT", LogFormat.TEXT));
  }

  private static Secret sentryDsn(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The cause would carry the key.
      throw new IllegalArgumentException("it is not a URL");
    }
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawUserInfo() == null) {
      throw new IllegalArgumentException("scheme, key or host is missing");
    }
    return new Secret(text);
  }
}
