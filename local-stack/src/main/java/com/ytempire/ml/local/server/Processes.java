package com.ytempire.ml.local.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Linux tells about processes, read from {@code /proc}, and signals to them. */
final class Processes {

  private static final Path PROC = Path.of("/proc");
  private static final int SHOWN_CHARACTERS = 80;

  private Processes() {}

  /** Ids of every process that can be seen. */
  static List<Long> all() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Processes of one program that work in one folder. A server is known by this rather than by a
   * process id in a file, which may have gone to another process since.
   */
  static List<Long> runningIn(Path folder, String program) {
    return all().stream()
        .filter(pid -> worksIn(pid, folder) && command(pid).contains(program))
        .toList();
  }

  static boolean worksIn(long pid, Path folder) {
    try {
      return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).equals(folder);
    } catch (IOException e) {
      return false; // Another user's process, or gone.
    }
  }

  /** Id of the process that started it; 0 when that or the process itself is gone. */
  static long parent(long pid) {
    return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).orElse(0L);
  }

  /** The command line with blanks between arguments; empty when the process is gone. */
  static String command(long pid) {
    try {
      return Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ')
          .strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** The first part of the command line, for messages: later arguments may hold secrets. */
  static String shortCommand(long pid) {
    String command = command(pid);
    return command.length() <= SHOWN_CHARACTERS
        ? command
        : command.substring(0, SHOWN_CHARACTERS) + "…";
  }

  /**
   * Sends a signal. Goes through the shell's own {@code kill}, because Java can only send TERM and
   * KILL and a bare system lacks the program.
   *
   * @param signal name without SIG, such as {@code INT}
   */
  static void signal(long pid, String signal) {
    try {
      Process kill =
          new ProcessBuilder(
                  "/bin/sh", "-c", "kill -s \"$1\" \"$2\" 2>/dev/null", "sh", signal, "" + pid)
              .start();
      kill.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new ServerException("cannot signal process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
