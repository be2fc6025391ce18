package com.ytempire.ml.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says whether a loopback port can be listened on, and which process is in the way. */
public final class PortHolders {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private PortHolders() {}

  /** Whether a server could listen on this port of the loopback interface now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // As servers do: a port that only waits out old connections counts as free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Who listens on the port, as {@code process 123 (command …)}; {@code another process} where the
   * system does not tell.
   */
  public static String describe(int port) {
    Set<String> inodes = new HashSet<>();
    collectInodes(PROC.resolve("net/tcp"), port, inodes);
    collectInodes(PROC.resolve("net/tcp6"), port, inodes);
    if (inodes.isEmpty()) {
      return "another process";
    }
    for (long pid : Processes.all()) {
      if (holdsAny(pid, inodes)) {
        return "process %d (%s)".formatted(pid, Processes.shortCommand(pid));
      }
    }
    return "another process";
  }

  private static void collectInodes(Path table, int port, Set<String> inodes) {
    List<String> lines = new ArrayList<>();
    try {
      lines.addAll(Files.readAllLines(table, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return; // No such table: no IPv6, or not Linux.
    }
    String suffix = ":%04X".formatted(port);
    for (String line : lines) {
      // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
      String[] field = line.strip().split("\\s+", -1);
      if (field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTENING)) {
        inodes.add("socket:[" + field[9] + "]");
      }
    }
  }

  private static boolean holdsAny(long pid, Set<String> inodes) {
    try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
      return descriptors.anyMatch(descriptor -> inodes.contains(target(descriptor)));
    } catch (IOException e) {
      return false; // Another user's process, or gone.
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
