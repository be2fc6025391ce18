package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.local.cli.YtempireCli;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real command in a process of its own, ended in every way: nothing may stay behind.
 *
 * <p>Kafka and S3 are those of the shared stack, named by the environment, which makes the child
 * quick to start and shows that named servers are used and left alone.
 */
@ExtendWith(RunningStack.class)
class ProcessLifecycleIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void leavesNoProcessBehindHoweverItEnds(@TempDir Path folder, LocalStack shared)
      throws Exception {
    StackPorts ports = StackPorts.free();
    Path data = folder.resolve("data");

    // kill -9: the guard stops Postgres and Redis.
    Process killed = up(data, ports, shared);
    assertThat(linesUntilReady(killed)).noneMatch(line -> line.contains("kafka      stopped"));
    assertThat(servers(data)).hasSizeGreaterThanOrEqualTo(2);
    killed.destroyForcibly().waitFor();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(servers(data)).isEmpty());

    // kill -9 of the guard, then of the JVM: the servers stay, and the next start stops them.
    Process unguarded = up(data, ports, shared);
    linesUntilReady(unguarded);
    List<ProcessHandle> guards =
        unguarded.children().filter(child -> isGuard(child.pid())).toList();
    assertThat(guards).hasSize(1);
    guards.get(0).destroyForcibly();
    await().atMost(LIMIT).until(() -> !guards.get(0).isAlive());
    unguarded.destroyForcibly().waitFor();
    List<Long> orphans = servers(data);
    assertThat(orphans).hasSizeGreaterThanOrEqualTo(2);

    Process next = up(data, ports, shared);
    List<String> lines = linesUntilReady(next);
    assertThat(lines).anyMatch(line -> line.contains("postgres") && line.contains("killed"));
    assertThat(lines).anyMatch(line -> line.contains("redis") && line.contains("killed"));
    assertThat(servers(data)).doesNotContainAnyElementsOf(orphans);

    // SIGTERM: everything stops in order, the exit code is that of the signal.
    next.destroy();
    assertThat(next.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(next.exitValue()).isEqualTo(143);
    assertThat(servers(data)).isEmpty();
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(shared.server(ServerName.KAFKA).isHealthy()).isTrue();
    assertThat(shared.server(ServerName.S3).isHealthy()).isTrue();
    assertThat(secretsIn(data)).isEmpty();
  }

  /** Secrets of the data folder that can be found in its log files. */
  private static List<String> secretsIn(Path data) throws IOException {
    List<String> secrets =
        Files.readAllLines(data.resolve("secrets.properties")).stream()
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertThat(secrets).hasSize(5).allMatch(secret -> secret.length() >= 20);
    try (var logs = Files.list(data.resolve("logs"))) {
      String logged = logs.map(log -> read(log)).collect(Collectors.joining());
      return secrets.stream().filter(logged::contains).toList();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isGuard(long pid) {
    return Processes.command(pid).endsWith("ytempire-orphan-guard");
  }

  private static List<Long> servers(Path data) throws IOException {
    Path root = data.toRealPath();
    List<Long> found = new ArrayList<>(Processes.runningIn(root.resolve("postgres"), "postgres"));
    found.addAll(Processes.runningIn(root.resolve("redis"), "redis-server"));
    return found;
  }

  private static Process up(Path data, StackPorts ports, LocalStack shared) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dytempire.home=" + System.getProperty("ytempire.home"),
                "-cp",
                System.getProperty("java.class.path"),
                YtempireCli.class.getName(),
                "up",
                "--data",
                data.toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("POSTGRES_PORT", "" + ports.postgres());
    environment.put("REDIS_PORT", "" + ports.redis());
    environment.put("FLINK_UI_PORT", "" + ports.flinkUi());
    for (String variable :
        List.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "S3_ENDPOINT",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY")) {
      environment.put(variable, shared.connections().variables().get(variable));
    }
    return builder.start();
  }

  /** Reads the child's console until it says that all is ready; fails when it ends before. */
  private static List<String> linesUntilReady(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader console = process.inputReader(StandardCharsets.UTF_8);
    for (String line = console.readLine(); line != null; line = console.readLine()) {
      lines.add(line);
      if (line.strip().startsWith("all ")) {
        return lines;
      }
    }
    throw new AssertionError("ended before it was ready:\n" + String.join("\n", lines));
  }
}
