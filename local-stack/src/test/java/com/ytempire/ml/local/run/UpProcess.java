package com.ytempire.ml.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.local.cli.YtempireCli;
import com.ytempire.ml.local.server.DatabaseUrl;
import com.ytempire.ml.local.server.StackConnections;
import com.ytempire.ml.local.server.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code up} with all of its servers, as a user starts it, in a process of its own. */
final class UpProcess implements AutoCloseable {
  private final Path data;
  private final Path console;
  private final Process process;

  private UpProcess(Path data, Path console, Process process) {
    this.data = data;
    this.console = console;
    this.process = process;
  }

  /** Starts the command; its console goes to a file. */
  static UpProcess start(Path data, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Duser.timezone=UTC",
                "-Dytempire.home=" + System.getProperty("ytempire.home", ""),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                YtempireCli.class.getName(),
                "up",
                "--data",
                data.toString()));
    command.addAll(List.of(arguments));
    Path console = Files.createTempFile(data.getParent(), "console", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
    StackPorts ports = StackPorts.free();
    StackPorts others = StackPorts.free();
    builder
        .environment()
        .putAll(
            Map.of(
                "POSTGRES_PORT", "" + ports.postgres(),
                "REDIS_PORT", "" + ports.redis(),
                "KAFKA_PORT", "" + ports.kafka(),
                "S3_PORT", "" + ports.s3(),
                "FLINK_UI_PORT", "" + ports.flinkUi(),
                "SERVICE_PORT", "" + others.postgres(),
                "PROMETHEUS_METRICS_PORT", "" + others.redis()));
    return new UpProcess(data, console, builder.start());
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Newest event time in Postgres; the epoch while there is none. */
  Instant newestFeature() {
    var connections = StackConnections.read(data);
    if (connections.isEmpty()) {
      return Instant.EPOCH;
    }
    String url = connections.get().variables().getOrDefault("DATABASE_URL", "");
    try (Connection connection = DatabaseUrl.parse(url).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(computed_at) FROM feature_store")) {
      OffsetDateTime newest = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
      return newest == null ? Instant.EPOCH : newest.toInstant();
    } catch (SQLException e) {
      return Instant.EPOCH; // The server or its table is not there yet.
    }
  }

  /** Whether a checkpoint of a job has completed in the data folder. */
  boolean hasCheckpoint() throws IOException {
    Path checkpoints = data.resolve("flink/checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return false;
    }
    try (var files = Files.find(checkpoints, 3, (file, is) -> file.endsWith("_metadata"))) {
      return files.findAny().isPresent();
    } catch (java.io.UncheckedIOException e) {
      return false; // Flink deleted a folder meanwhile.
    }
  }

  /** Ends the process at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the process in order, as Ctrl-C does; tells its exit code. */
  int stop(Duration limit) throws InterruptedException {
    process.destroy();
    return awaitEnd(limit);
  }

  /** Waits for the process to end by itself and tells its exit code. */
  int awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("did not end in " + limit + ":\n" + console());
    }
    return process.exitValue();
  }

  /** What it has printed so far. */
  String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      return e.toString();
    }
  }

  static JsonNode report(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      kill();
    }
  }
}
