package com.ytempire.ml.local.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that is a child process, working in a folder of its own and logging to a file.
 *
 * <p>It gets a session of its own, so that Ctrl-C stops it in order and not at once. Not safe to
 * share between threads.
 */
final class ChildServer {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final String program;
  private final Path folder;
  private final Path log;
  private final String stopSignal;

  private ChildServer(Process process, String program, Path folder, Path log, String stopSignal) {
    this.process = process;
    this.program = program;
    this.folder = folder;
    this.log = log;
    this.stopSignal = stopSignal;
  }

  /**
   * Starts a command and puts it under guard.
   *
   * @param program what its command line always contains, by which leftovers are found
   * @param folder where it works; nobody else starts this program there
   * @param stopSignal what makes it stop in order, without SIG
   */
  static ChildServer start(
      List<String> command,
      String program,
      Path folder,
      Path log,
      String stopSignal,
      OrphanGuard guard) {
    List<String> words = new ArrayList<>(OrphanGuard.ownSession());
    words.addAll(command);
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      guard.watch(process.pid(), stopSignal, folder);
      return new ChildServer(process, program, folder, log, stopSignal);
    } catch (IOException e) {
      throw new ServerException("cannot start %s: %s".formatted(program, e.getMessage()), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The end of its log, to be shown when it does not start. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "see " + log;
    }
  }

  /** Stops it in order, by force after 20 s. Does nothing when it has ended. */
  void stop() {
    if (process.isAlive()) {
      Processes.signal(process.pid(), stopSignal);
      try {
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    endLeftovers(folder, program, stopSignal);
  }

  /**
   * Ends processes of this program that an earlier, killed run left in the folder, and waits until
   * they are gone.
   *
   * @return how many there were
   */
  static int endLeftovers(Path folder, String program, String stopSignal) {
    List<Long> found = Processes.runningIn(folder, program);
    if (found.isEmpty()) {
      return 0;
    }
    // Only the oldest of each family: the others end with it, and may take the signal differently.
    found.stream()
        .filter(pid -> !found.contains(Processes.parent(pid)))
        .forEach(pid -> Processes.signal(pid, stopSignal));
    if (!Waiting.until(STOP_LIMIT, () -> Processes.runningIn(folder, program).isEmpty())) {
      Processes.runningIn(folder, program).forEach(pid -> Processes.signal(pid, "KILL"));
      if (!Waiting.until(STOP_LIMIT, () -> Processes.runningIn(folder, program).isEmpty())) {
        throw new ServerException(
            "%s of an earlier run in %s does not end: process %s"
                .formatted(program, folder, Processes.runningIn(folder, program)));
      }
    }
    return found.size();
  }
}
