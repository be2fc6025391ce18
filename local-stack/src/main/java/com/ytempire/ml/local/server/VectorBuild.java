package com.ytempire.ml.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Builds pgvector beside the starting servers where this machine can.
 *
 * <p>Confined to the thread that made it.
 */
public final class VectorBuild implements AutoCloseable {

  /** How a build ended. */
  public enum Outcome {
    BUILT,
    /** The machine lacks a tool; the message says which. */
    IMPOSSIBLE,
    FAILED,
    TOO_SLOW
  }

  private static final int EXIT_MACHINE_LACKS = 3;

  private final Process process;
  private final Path log;

  private VectorBuild(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Whether it is built already. */
  public static boolean isDone(Path built) {
    return Files.isRegularFile(built.resolve("lib/vector.so"));
  }

  /**
   * Starts the build script.
   *
   * @param script {@code scripts/build-pgvector.sh}
   * @param built folder the result goes to
   * @param log file for what it prints
   */
  public static VectorBuild start(Path script, Path built, Path log) {
    var builder =
        new ProcessBuilder(List.of("bash", script.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("YTEMPIRE_PGVECTOR", built.toString());
    try {
      return new VectorBuild(builder.start(), log);
    } catch (IOException e) {
      throw new ServerException("cannot run " + script, e);
    }
  }

  /** Waits for the end, at most this long, and ends the build when it takes longer. */
  public Outcome await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        return Outcome.TOO_SLOW;
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      return Outcome.TOO_SLOW;
    }
    return switch (process.exitValue()) {
      case 0 -> Outcome.BUILT;
      case EXIT_MACHINE_LACKS -> Outcome.IMPOSSIBLE;
      default -> Outcome.FAILED;
    };
  }

  /** The last line it printed. */
  public String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "see " + log;
    }
  }

  /** Ends the build with everything it started; does nothing when it has ended. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
