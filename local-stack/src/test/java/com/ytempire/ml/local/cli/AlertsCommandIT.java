package com.ytempire.ml.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The {@code alerts} commands against a running stack. */
@ExtendWith(RunningStack.class)
class AlertsCommandIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer slack;
  private Path data;

  @BeforeEach
  void prepare(LocalStack stack) throws IOException {
    data = stack.data().root();
    slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    slack.start();
  }

  @AfterEach
  void stop() {
    slack.stop(0);
  }

  @Test
  void refusesAUnitMistakeAtStartWithLineAndReason() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("alerts.yaml"),
            """
            alerts:
              - name: high_latency
                condition: latency_p95 > 200%
                notification: slack
              - name: api_cost_spike
                condition: hourly_cost > 50ms
                notification: slack
            """);
    String mistakes =
        """
        error: %1$s:3:33: condition: 'latency_p95 > 200%%': '%%' is the unit of a share, but \
        latency_p95 is a duration: expected a number with ms, s, m, h or d
        %1$s:6:32: condition: 'hourly_cost > 50ms': 'ms' is the unit of a duration, but \
        hourly_cost is an amount of money: expected a number with $
        """
            .formatted(file);

    assertThat(alerts("check", file.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(mistakes);

    assertThat(alerts("run", "--file", file.toString(), "--data", data.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(mistakes);

    err.getBuffer().setLength(0);
    Path other = folder.resolve("other");
    assertThat(execute("up", "--data", other.toString(), "--alerts", file.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(mistakes);
    assertThat(other).doesNotExist();
  }

  @Test
  void checksTheShippedRules() {
    assertThat(alerts("check")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("high_latency", "latency_p95 > 200ms", "slack, email")
        .contains("warning: not set up: slack (set SLACK_WEBHOOK_URL)");
  }

  @Test
  void runsShowsTestsAndSilences() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("alerts.yaml"),
            """
            alerts:
              - name: busy
                condition: cpu_utilization >= 0%
                notification: slack
              - name: never
                condition: videos_generated < 1
                notification: email
            """);
    Map<String, String> environment =
        Map.of(
            "ALERT_INTERVAL_MS",
            "100",
            "SLACK_WEBHOOK_URL",
            "http://localhost:" + slack.getAddress().getPort() + "/hook");
    var console = new StringWriter();
    var running =
        new Thread(
            () ->
                new CommandLine(new AlertsRunCommand(environment))
                    .setOut(new PrintWriter(console))
                    .execute("--file", file.toString(), "--data", data.toString()),
            "alerts-run");
    running.start();
    try {
      await().atMost(LIMIT).until(() -> told.size() == 1);
      assertThat(told.get(0)).contains("WARNING: busy fires (host=");
      assertThat(console.toString())
          .contains("watching         2 rules of " + file)
          .contains("not set up: email (set SMTP_URL, ALERT_EMAIL_FROM and ALERT_EMAIL_TO)")
          .contains("rule never: nothing measures videos_generated yet, so it has no data");

      assertThat(alerts("list", "--data", data.toString())).as(err.toString()).isZero();
      assertThat(out.toString().lines())
          .anyMatch(line -> line.matches("busy +firing \\(warning\\) +20\\S+Z +host=.*cpu.*%"))
          .anyMatch(line -> line.matches("never +no data +nothing measures videos_generated yet"));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(alerts("history", "busy", "--data", data.toString())).isZero();
                assertThat(out.toString()).containsPattern("busy +fired +slack +delivered +1");
              });

      assertThat(alerts("silence", "bussy", "--for", "2h", "--data", data.toString())).isEqualTo(2);
      assertThat(err.toString()).contains("did you mean 'busy'?");
      assertThat(alerts("silence", "busy", "--for", "2h", "--data", data.toString())).isZero();
      assertThat(alerts("list", "--data", data.toString(), "--json")).isZero();
      assertThat(out.toString()).contains("\"by\" : \"cli:");
      assertThat(alerts("silence", "busy", "--end", "--data", data.toString())).isZero();
      assertThat(out.toString()).contains("busy is silenced no more");

      assertThat(
              new CommandLine(new AlertsTestCommand(environment))
                  .setOut(new PrintWriter(out))
                  .execute("slack", "--data", data.toString()))
          .isZero();
      assertThat(out.toString()).contains("slack has taken the test");
      assertThat(told).hasSize(2);
      assertThat(told.get(1)).contains("INFO: test is a test");
    } finally {
      running.interrupt();
      running.join(LIMIT.toMillis());
    }
    assertThat(running.isAlive()).isFalse();
  }

  private int alerts(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("alerts"));
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
