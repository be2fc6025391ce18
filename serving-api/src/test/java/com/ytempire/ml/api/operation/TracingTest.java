package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void sendsOneSpanARequestBelowTheCallers() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try (var service =
        ServiceUnderTest.start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_TRACES_SAMPLER_ARG",
                "0"),
            options -> options)) {
      service
          .anybody()
          .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
          .get("/health/live");
      service.anybody().get("/health/live");
    } finally {
      // Closing the service sends what it still has.
      await().atMost(Duration.ofSeconds(20)).until(() -> !received.isEmpty());
      collector.stop(0);
    }

    String trace = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
    String all = String.join("", received);
    assertThat(all).contains(trace, "GET /ml/v1/health/live", "ytempire-serving");
    // The request without a caller's decision falls to the share, which is none.
    assertThat(all.split("GET /ml/v1/health/live", -1)).hasSize(2);
  }
}
