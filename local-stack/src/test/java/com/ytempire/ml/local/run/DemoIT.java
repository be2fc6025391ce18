package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.local.server.StackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it, with fewer days than usual. */
@Timeout(420)
class DemoIT {
  private static final Duration LIMIT = Duration.ofSeconds(400);

  @TempDir Path folder;

  @Test
  void theLoopClosesByItself() throws Exception {
    Path file = folder.resolve("report.json");
    StackPorts ports = StackPorts.free();
    StackPorts others = StackPorts.free();
    Map<String, String> variables =
        Map.of(
            "POSTGRES_PORT", "" + ports.postgres(),
            "REDIS_PORT", "" + ports.redis(),
            "KAFKA_PORT", "" + ports.kafka(),
            "S3_PORT", "" + ports.s3(),
            "FLINK_UI_PORT", "" + ports.flinkUi(),
            "SERVICE_PORT", "" + others.postgres(),
            "PROMETHEUS_METRICS_PORT", "" + others.redis());

    try (CommandProcess demo =
        CommandProcess.start(
            folder,
            variables,
            "demo",
            "--data",
            folder.resolve("data").toString(),
            "--learn",
            "3",
            "--quiet",
            "1",
            "--report",
            file.toString())) {
      assertThat(demo.awaitEnd(LIMIT)).as(demo.console()).isZero();
      assertThat(demo.console())
          .containsSubsequence(
              "0.2.0 completed; active",
              "stable",
              "planted: from here on",
              "DRIFT: ",
              "windows have drifted",
              "0.3.0 completed; tried with 50 % of the requests",
              "promoted",
              "The loop closed in ");
    }

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.path("missing")).isEmpty();
    assertThat(report.path("before").path("days"))
        .extracting(day -> day.path("verdict").asText())
        .isEqualTo(List.of("stable"));
    assertThat(report.path("during").path("days"))
        .extracting(day -> day.path("verdict").asText())
        .isEqualTo(List.of("drift", "drift"));
    assertThat(report.path("because"))
        .extracting(column -> column.path("kind").asText() + " " + column.path("name").asText())
        .contains("accuracy accuracy", "feature delta_views", "target log_growth");
    assertThat(report.path("trigger").path("state").asText()).isEqualTo("started");
    assertThat(report.path("trigger").path("since")).isEqualTo(report.path("planted_at"));
    assertThat(report.path("canary").path("decision").asText()).isEqualTo("promoted");
    assertThat(report.path("canary").path("automatic").asBoolean()).isTrue();
    double before = report.path("before").path("accuracy").asDouble();
    double during = report.path("during").path("accuracy").asDouble();
    double after = report.path("after").path("accuracy").asDouble();
    assertThat(before).isGreaterThan(0.75);
    assertThat(during).isLessThan(0.55);
    assertThat(after).isGreaterThan(0.75);
  }
}
