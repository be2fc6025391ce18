package com.ytempire.ml.local.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster as in production, a process each for the job manager and the task managers, with
 * this test's class path as their own. A task manager has one slot.
 */
public final class FlinkProcesses implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String LOGGING =
      """
      rootLogger.level=INFO
      rootLogger.appenderRef.console.ref=console
      appender.console.type=Console
      appender.console.name=console
      appender.console.layout.type=PatternLayout
      appender.console.layout.pattern=%d{HH:mm:ss.SSS} %-5p %c{1} %m%n
      """;

  private final Path folder;
  private final int restPort;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private FlinkProcesses(Path folder, int restPort) {
    this.folder = folder;
    this.restPort = restPort;
  }

  /** Starts a job manager. */
  public static FlinkProcesses start(Path folder) throws IOException {
    int restPort;
    int rpcPort;
    try (var rest = new ServerSocket(0);
        var rpc = new ServerSocket(0)) {
      restPort = rest.getLocalPort();
      rpcPort = rpc.getLocalPort();
    }
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("config.yaml"), configuration(folder, restPort, rpcPort));
    Files.writeString(folder.resolve("log4j2.properties"), LOGGING);
    var cluster = new FlinkProcesses(folder, restPort);
    cluster.startJava(
        "jobmanager", StandaloneSessionClusterEntrypoint.class, "--executionMode", "cluster");
    return cluster;
  }

  private static String configuration(Path folder, int restPort, int rpcPort) {
    return """
        jobmanager.rpc.address: localhost
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        rest.address: localhost
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: localhost
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 1
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 32m
        taskmanager.memory.task.heap.size: 128m
        taskmanager.memory.task.off-heap.size: 64m
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        taskmanager.memory.managed.size: 16m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 500
        heartbeat.timeout: 4000
        execution.checkpointing.dir: %s
        restart-strategy.type: exponential-delay
        restart-strategy.exponential-delay.initial-backoff: 200ms
        restart-strategy.exponential-delay.max-backoff: 1s
        metrics.fetcher.update-interval: 200
        io.tmp.dirs: %s
        """
        .formatted(rpcPort, restPort, folder.resolve("checkpoints").toUri(), folder.resolve("tmp"));
  }

  /** Starts a task manager; the job manager knows it some seconds later. */
  public Process startTaskManager() throws IOException {
    return startJava("taskmanager-" + processes.size(), TaskManagerRunner.class);
  }

  /** Waits until so many task managers have registered. */
  public void awaitTaskManagers(int count) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              if (!processes.stream().allMatch(Process::isAlive)) {
                throw new AssertionError(logs());
              }
              return taskManagers() == count;
            });
  }

  private Process startJava(String name, Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                "--configDir",
                folder.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  /** An environment whose jobs run here. */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createRemoteEnvironment("localhost", restPort);
  }

  /** Task managers that have registered and are not yet missed; 0 while nobody answers. */
  private int taskManagers() {
    String answer = get("/taskmanagers");
    return answer.split("\"path\"", -1).length - 1;
  }

  /** What the cluster's REST interface answers; empty while it does not. */
  public String get(String path) {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + restPort + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The ends of all processes' logs. */
  public String logs() {
    StringBuilder all = new StringBuilder();
    try (var files = Files.newDirectoryStream(folder, "*.log")) {
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        all.append(file.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - 60), lines.size())
            .forEach(line -> all.append("  ").append(line).append('\n'));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}
