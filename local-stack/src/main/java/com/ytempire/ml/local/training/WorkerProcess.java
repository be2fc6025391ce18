package com.ytempire.ml.local.training;

import com.ytempire.ml.local.server.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code worker} in a process of its own that yields to others: it is niced and
 * computes on one thread, and a training that takes too much memory ends nothing but itself. It
 * works until no training waits; it ends with this JVM, however that ends. Safe to share between
 * threads.
 */
final class WorkerProcess {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final String HEAP = "YTEMPIRE_HEAP";
  private static final String USUAL_HEAP = "1500m";

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param mainClass of the command line
   * @param arguments of the command {@code worker}
   * @param log where its console goes
   */
  static WorkerProcess start(
      String mainClass, List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    Programs.find("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "10")));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + environment.getOrDefault(HEAP, USUAL_HEAP),
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "-Dai.djl.offline=true",
            "-Dytempire.home=" + System.getProperty("ytempire.home", ""),
            "-cp",
            System.getProperty("java.class.path"),
            mainClass,
            "worker",
            "--until-idle",
            "--until-input-ends"));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
    builder.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
    return new WorkerProcess(builder.start());
  }

  /** Waits for its end and tells its exit code. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Lets it hand its training back; ends it by force if that takes too long. */
  void stop() {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
