package com.ytempire.ml.local.run;

import com.ytempire.ml.local.cli.YtempireCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command as a user starts it, in a process of its own. */
final class CommandProcess implements AutoCloseable {
  private final Process process;
  private final Path console;

  private CommandProcess(Process process, Path console) {
    this.process = process;
    this.console = console;
  }

  /**
   * Starts it; its console goes to a file.
   *
   * @param variables beside those of this process
   */
  static CommandProcess start(Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Duser.timezone=UTC",
                "-Dytempire.home=" + System.getProperty("ytempire.home", ""),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                YtempireCli.class.getName()));
    command.addAll(List.of(arguments));
    Path console = Files.createTempFile(folder, "console", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
    builder.environment().putAll(variables);
    return new CommandProcess(builder.start(), console);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it in order, as SIGTERM does; tells its exit code. */
  int stop(Duration limit) throws InterruptedException {
    process.destroy();
    return awaitEnd(limit);
  }

  /** Waits for it to end by itself and tells its exit code. */
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

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      kill();
    }
  }
}
