package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell beside this JVM that stops its child servers when the JVM dies, even by {@code kill -9}.
 *
 * <p>It reads from a pipe that only the JVM holds: when the pipe ends without a farewell, the JVM
 * is gone, and the guard signals every process it was told of that still works in its folder. It
 * has a session of its own, so that Ctrl-C in the terminal does not reach it. Safe to share.
 */
final class OrphanGuard implements AutoCloseable {

  private static final String PROGRAM =
      """
      watched=
      while read -r pid signal folder; do
        [ "$pid" = farewell ] && exit 0
        watched="$watched$pid $signal $folder
      "
      done
      printf '%s' "$watched" | while read -r pid signal folder; do
        [ "$(readlink "/proc/$pid/cwd")" = "$folder" ] && kill -s "$signal" "$pid"
      done
      """;

  private final Process shell;

  private OrphanGuard(Process shell) {
    this.shell = shell;
  }

  static OrphanGuard start() {
    List<String> command = new ArrayList<>(ownSession());
    command.addAll(List.of("/bin/sh", "-c", PROGRAM, "ytempire-orphan-guard"));
    try {
      return new OrphanGuard(
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new ServerException("cannot start /bin/sh to guard the servers", e);
    }
  }

  /** Words that put a command in a session of its own; none where the system lacks the tool. */
  static List<String> ownSession() {
    return Programs.find("setsid").map(tool -> List.of(tool.toString())).orElse(List.of());
  }

  /** Has the guard send this signal to the process when the JVM dies. */
  synchronized void watch(long pid, String signal, Path folder) {
    tell("%d %s %s\n".formatted(pid, signal, folder));
  }

  private void tell(String line) {
    try {
      OutputStream pipe = shell.getOutputStream();
      pipe.write(line.getBytes(StandardCharsets.UTF_8));
      pipe.flush();
    } catch (IOException e) {
      // The guard was killed. The servers then outlive a killed JVM until the next start finds
      // them.
      System.getLogger(OrphanGuard.class.getName())
          .log(System.Logger.Level.WARNING, "the orphan guard is gone", e);
    }
  }

  /** Ends the guard; processes that still run are left alone. */
  @Override
  public synchronized void close() {
    if (!shell.isAlive()) {
      return;
    }
    tell("farewell\n");
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(5, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
