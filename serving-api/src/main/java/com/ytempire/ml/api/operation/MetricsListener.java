package com.ytempire.ml.api.operation;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Where Prometheus reads: a listener of its own, {@code PROMETHEUS_METRICS_PORT} on {@code
 * PROMETHEUS_METRICS_HOST}, so that metrics are not open to the service's callers. Answers while
 * the service is too busy to.
 */
public final class MetricsListener implements AutoCloseable {
  private final HTTPServer server;

  private MetricsListener(HTTPServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @throws PortTakenException when it cannot
   */
  public static MetricsListener start(String host, int port, PrometheusRegistry registry) {
    try {
      return new MetricsListener(
          HTTPServer.builder()
              .inetAddress(InetAddress.getByName(host))
              .port(port)
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw new PortTakenException(
          "metrics cannot be read on %s, port %d: %s".formatted(host, port, e.getMessage()), e);
    }
  }

  /** The listener cannot listen where it should. */
  public static final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The port on which it listens. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
