package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.api.app.ServiceStartException;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void measuresRequestsByTheReferencesNames() {
    try (var service = ServingService.start(ServiceUnderTest.options(Map.of()).onPorts(0, 0))) {
      var caller = new ServiceClient(service.address());
      caller.get("/health/live");
      caller.get("/health/live");
      caller.get("/made/up");

      String metrics =
          new ServiceClient(URI.create("http://127.0.0.1:" + service.metricsPort().orElseThrow()))
              .get("/metrics")
              .body();

      assertThat(metrics)
          .contains("latency_p50{operation=\"GET /ml/v1/health/live\"}")
          .contains("latency_p95{operation=\"all\"}", "latency_p99{operation=\"all\"}")
          .contains("throughput{operation=\"all\"} 0.05")
          .contains("error_rate{operation=\"all\"} 0.0")
          .contains("cpu_utilization ", "memory_used{area=\"heap\"}")
          .contains("disk_io_total{direction=\"read\"}")
          .contains("dependency_away{dependency=\"postgres\"} 0.0")
          .contains(
              "http_request_duration_seconds_count{operation=\"GET /ml/v1/health/live\",status=\"200\"} 2")
          .doesNotContain("made/up");
    }
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var options = ServiceUnderTest.options(Map.of()).onPorts(0, taken.getLocalPort());

      assertThatThrownBy(() -> ServingService.start(options))
          .isInstanceOf(ServiceStartException.class)
          .hasMessageContainingAll("" + taken.getLocalPort(), "PROMETHEUS_METRICS_PORT");
    }
  }
}
