package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.local.server.StackPorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How {@code up} takes ports from its environment and ends when it cannot start. */
class UpCommandTest {

  @Test
  void refusesATakenPortBeforeItStartsAnything(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      StackPorts free = StackPorts.free();
      var acted = new AtomicBoolean();
      UpAction action =
          (stack, options, console) -> {
            acted.set(true);
            return 0;
          };
      Map<String, String> environment =
          Map.of(
              "S3_PORT",
              port,
              "HOME",
              folder.toString(),
              "POSTGRES_PORT",
              "1",
              "SERVICE_PORT",
              "" + free.postgres(),
              "PROMETHEUS_METRICS_PORT",
              "" + free.redis());
      var err = new StringWriter();

      int code = execute(new UpCommand(action, environment), folder, err);

      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .contains("port " + port + " of s3 is taken by process " + ProcessHandle.current().pid())
          .contains("choose another port by S3_PORT");
      assertThat(acted).isFalse();
      assertThat(folder.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void refusesATakenPortOfTheServiceBeforeItStartsAnything(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      var err = new StringWriter();

      int code =
          execute(
              new UpCommand(UpAction.untilStopped(), Map.of("SERVICE_PORT", port)), folder, err);

      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .contains("port " + port + " of the service is taken by process ")
          .contains("choose another port by SERVICE_PORT");
      assertThat(folder.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void namesTheVariableThatHoldsNoPort(@TempDir Path folder) {
    var err = new StringWriter();
    StackPorts free = StackPorts.free();

    int code =
        execute(
            new UpCommand(
                UpAction.untilStopped(),
                Map.of(
                    "KAFKA_PORT", "70000",
                    "SERVICE_PORT", "" + free.postgres(),
                    "PROMETHEUS_METRICS_PORT", "" + free.redis())),
            folder,
            err);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("KAFKA_PORT=70000 is not a port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "backfill"})
  void tellsAMistakeInTheModelFileBeforeItStartsAnything(String command, @TempDir Path folder)
      throws Exception {
    Path models =
        Files.writeString(
            folder.resolve("models.yaml"),
            """
            models:
              trend_predictor:
                inference: {cache_enabled: maybe}
            """);
    Path events = Files.writeString(folder.resolve("events.jsonl"), "");
    Path data = folder.resolve("data");
    var err = new StringWriter();

    int code =
        YtempireCli.commandLine()
            .setErr(new PrintWriter(err))
            .execute(
                command,
                "--data",
                data.toString(),
                "--input",
                events.toString(),
                "--models",
                models.toString());

    assertThat(code).isNotZero();
    assertThat(err.toString())
        .contains(models.toString(), "3:32: cache_enabled: 'maybe'", "expected true or false");
    assertThat(data).doesNotExist();
  }

  @Test
  void readsSpeedsWithAndWithoutUnit() {
    assertThat(Speed.parse("MAX")).isEqualTo(Speed.MAX);
    assertThat(Speed.parse("60")).isEqualTo(new Speed(OptionalDouble.of(60)));
    assertThat(Speed.parse("0.5x")).isEqualTo(new Speed(OptionalDouble.of(0.5)));
  }

  private static int execute(UpCommand command, Path folder, StringWriter err) {
    CommandLine line = YtempireCli.commandLine();
    line.getCommandSpec().removeSubcommand("up");
    line.addSubcommand(command);
    return line.setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute("up", "--data", folder.toString());
  }
}
