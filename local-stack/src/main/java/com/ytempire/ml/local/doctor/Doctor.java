package com.ytempire.ml.local.doctor;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.local.server.CacheFolders;
import com.ytempire.ml.local.server.PortHolders;
import com.ytempire.ml.local.server.Programs;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.server.ServerName;
import com.ytempire.ml.local.server.StackConnections;
import com.ytempire.ml.local.server.StackPorts;
import com.ytempire.ml.local.server.VectorBuild;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks at everything the platform needs from a machine. Takes well under a second.
 *
 * @param environment variables that name ports, servers and folders
 * @param dataFolder where the stack would keep its data; need not exist
 */
public record Doctor(Map<String, String> environment, Path dataFolder) {

  private static final List<String> LIBRARY_FOLDERS =
      List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib");

  /** All findings, in the order in which a user would put things right. */
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Limits.java(Runtime.version().feature(), Runtime.version().toString()));
    findings.add(maven());
    findings.add(Limits.cores(Runtime.getRuntime().availableProcessors()));
    findings.add(memory());
    findings.add(disk());
    findings.add(cache());
    findings.addAll(ports());
    findings.addAll(servicePorts());
    findings.add(libssl());
    findings.add(unshare());
    findings.add(setsid());
    findings.add(vector());
    findings.add(encoding());
    return findings;
  }

  private static Finding maven() {
    return Programs.find("mvn")
        .map(path -> Finding.ok("maven", path.toString()))
        .orElse(Finding.warn("maven", "not on PATH", "install Maven 3.8.7 or newer to build"));
  }

  private static Finding memory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      long available =
          lines
              .filter(line -> line.startsWith("MemAvailable:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
              .findFirst()
              .orElse(0);
      return Limits.memory(Math.min(available, containerLimit()));
    } catch (IOException e) {
      return Finding.warn("memory", "unknown", "4 GiB are needed");
    }
  }

  private static long containerLimit() {
    try {
      return Long.parseLong(Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip());
    } catch (IOException | NumberFormatException e) {
      return Long.MAX_VALUE; // No limit, or no such file.
    }
  }

  private Finding disk() {
    Path existing = existingParent(dataFolder);
    try {
      if (!Files.isWritable(existing)) {
        return Finding.fail(
            "disk", existing + " cannot be written", "name another folder by --data");
      }
      return Limits.disk(Files.getFileStore(existing).getUsableSpace(), existing.toString());
    } catch (IOException e) {
      return Finding.fail("disk", existing + ": " + e, "name another folder by --data");
    }
  }

  private Finding cache() {
    Path folder = CacheFolders.programs(environment);
    return Files.isWritable(existingParent(folder))
        ? Finding.ok("cache", folder.toString())
        : Finding.fail(
            "cache", folder + " cannot be written", "name another folder by YTEMPIRE_CACHE");
  }

  private static Path existingParent(Path path) {
    Path at = path.toAbsolutePath().normalize();
    while (!Files.exists(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
    return at;
  }

  private List<Finding> ports() {
    StackPorts ports;
    try {
      ports = StackPorts.fromEnvironment(environment);
    } catch (ServerException e) {
      return List.of(Finding.fail("ports", "wrong", String.valueOf(e.getMessage())));
    }
    boolean running = StackConnections.read(dataFolder).isPresent();
    List<Finding> findings = new ArrayList<>();
    for (ServerName server : ServerName.values()) {
      String subject = "port of " + server.label();
      int port = ports.of(server);
      if (!environment.getOrDefault(server.addressVariable(), "").isEmpty()) {
        findings.add(Finding.ok(subject, "not needed: " + server.addressVariable() + " is set"));
      } else {
        findings.add(port(subject, port, server.portVariable(), running));
      }
    }
    return findings;
  }

  private static Finding port(String subject, int port, String variable, boolean running) {
    if (PortHolders.isFree(port)) {
      return Finding.ok(subject, port + " is free (" + variable + ")");
    }
    return running
        ? Finding.ok(subject, port + " is in use; a stack runs on this data folder")
        : Finding.fail(
            subject,
            port + " is taken by " + PortHolders.describe(port),
            "free it, or choose another port by " + variable);
  }

  private List<Finding> servicePorts() {
    PlatformSettings settings;
    try {
      settings = PlatformSettings.from(environment);
    } catch (SettingsException e) {
      return List.of(Finding.fail("settings", "wrong", String.valueOf(e.getMessage())));
    }
    boolean running = StackConnections.read(dataFolder).isPresent();
    return List.of(
        port("port of the service", settings.service().port(), "SERVICE_PORT", running),
        port(
            "port of the metrics",
            settings.monitoring().metricsPort(),
            "PROMETHEUS_METRICS_PORT",
            running));
  }

  private Finding libssl() {
    if (!environment.getOrDefault(ServerName.REDIS.addressVariable(), "").isEmpty()) {
      return Finding.ok("libssl 3", "not needed: REDIS_URL is set");
    }
    for (String folder : LIBRARY_FOLDERS) {
      try (Stream<Path> found =
          Files.find(
              Path.of(folder),
              2,
              (path, kind) ->
                  path.getFileName() != null
                      && path.getFileName().toString().equals("libssl.so.3"))) {
        var library = found.findFirst();
        if (library.isPresent()) {
          return Finding.ok("libssl 3", library.get().toString());
        }
      } catch (IOException | java.io.UncheckedIOException e) {
        // No such folder, or a part of it may not be read.
      }
    }
    return Finding.fail(
        "libssl 3", "not found", "install libssl3 for the embedded Redis, or set REDIS_URL");
  }

  private static Finding unshare() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Finding.ok("unshare", "not needed: not root");
    }
    return Programs.find("unshare")
        .map(path -> Finding.ok("unshare", path.toString()))
        .orElse(
            Finding.fail(
                "unshare",
                "not on PATH",
                "install util-linux (Postgres does not run as root), or start as another user"));
  }

  private static Finding setsid() {
    return Programs.find("setsid")
        .map(path -> Finding.ok("setsid", path.toString()))
        .orElse(
            Finding.warn(
                "setsid", "not on PATH", "install util-linux, or Ctrl-C stops Redis too early"));
  }

  private Finding vector() {
    Path built = CacheFolders.vector(environment);
    if (VectorBuild.isDone(built)) {
      return Finding.ok("pgvector", "built: " + built);
    }
    List<String> missing =
        Stream.of("gcc", "apt-get", "dpkg").filter(tool -> Programs.find(tool).isEmpty()).toList();
    return missing.isEmpty()
        ? Finding.ok("pgvector", "not built yet; up builds it in about 15 s")
        : Finding.warn(
            "pgvector",
            "cannot be built: missing " + String.join(", ", missing),
            "install them, or go on: embeddings are then ranked exactly in the JVM");
  }

  private static Finding encoding() {
    String names = System.getProperty("sun.jnu.encoding", "unknown");
    return Charset.isSupported(names) && Charset.forName(names).equals(StandardCharsets.UTF_8)
        ? Finding.ok("locale", names)
        : Finding.warn(
            "locale", names, "set LANG=C.UTF-8, or files with other letters cannot be opened");
  }
}
