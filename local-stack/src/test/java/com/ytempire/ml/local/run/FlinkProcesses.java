package com.ytempire.ml.local.run;

import static org.awaitility.Awaitility.await;

import com.ytempire.ml.local.server.StackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.streaming.api.environment.RemoteStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster of processes of their own, a JobManager and task managers of one slot, with the
 * class path of the tests. Closing kills what is left of them.
 */
final class FlinkProcesses implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path folder;
  private final int restPort;
  private final List<Process> processes = new ArrayList<>();

  private FlinkProcesses(Path folder, int restPort) {
    this.folder = folder;
    this.restPort = restPort;
  }

  /** Starts the JobManager; its files are written into the folder. */
  static FlinkProcesses start(Path folder) throws IOException {
    StackPorts ports = StackPorts.free();
    var cluster = new FlinkProcesses(Files.createDirectories(folder), ports.flinkUi());
    Files.writeString(
        folder.resolve("config.yaml"),
        """
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
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        taskmanager.memory.managed.size: 64m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 1 s
        heartbeat.timeout: 5 s
        restart-strategy.type: exponential-delay
        restart-strategy.exponential-delay.initial-backoff: 500 ms
        restart-strategy.exponential-delay.max-backoff: 2 s
        """
            .formatted(ports.kafka(), ports.flinkUi()));
    cluster.launch(StandaloneSessionClusterEntrypoint.class);
    cluster.awaitAnswer("/overview", "\"taskmanagers\":0");
    return cluster;
  }

  /** Starts one more task manager and waits until its slot is free. */
  Process startTaskManager() throws IOException {
    Process started = launch(TaskManagerRunner.class);
    awaitAnswer("/overview", "\"slots-available\":1");
    return started;
  }

  private Process launch(Class<?> main) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.timezone=UTC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main.getName(),
            "--configDir",
            folder.toString());
    Path console = folder.resolve(main.getSimpleName() + "-" + processes.size() + ".log");
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    processes.add(started);
    return started;
  }

  private void awaitAnswer(String path, String part) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> get(path).contains(part));
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + restPort + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** Waits until a job's tasks all run. */
  void awaitRunning(String jobId) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              String job = get("/jobs/" + jobId);
              return job.contains("\"state\":\"RUNNING\"")
                  && !job.matches("(?s).*\"status\":\"(?!RUNNING).*");
            });
  }

  /** How many checkpoints a job has taken, and from how many it was restored, as Flink's JSON. */
  String checkpointCounts(String jobId) throws IOException, InterruptedException {
    String all = get("/jobs/" + jobId + "/checkpoints");
    return all.substring(0, all.indexOf('}') + 1);
  }

  /** An environment whose jobs run on the cluster, with checkpoints of state in RocksDB. */
  StreamExecutionEnvironment environment(Duration checkpointInterval) {
    var configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    return new RemoteStreamEnvironment("localhost", restPort, configuration);
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}
