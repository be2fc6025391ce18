package com.ytempire.ml.alerts.source;

import com.sun.management.OperatingSystemMXBean;
import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This machine, or this container: processor by the Java runtime, memory and disks by {@code
 * /proc}. Confined to one thread, because some figures are differences since the last reading.
 */
public final class MachineMetrics implements MetricSource {
  private static final String NOT_TOLD = "this machine does not tell, or not yet";

  private final Path proc;
  private final Labels labels;
  private @Nullable DiskCount lastDisks;
  private OptionalDouble diskRate = OptionalDouble.empty();

  /** Bytes that all disks had moved at a time. */
  private record DiskCount(Instant at, long bytes) {}

  /**
   * @param host the machine's name
   */
  public MachineMetrics(String host) {
    this(Path.of("/proc"), host);
  }

  MachineMetrics(Path proc, String host) {
    this.proc = proc;
    this.labels = Labels.of(Map.of(Labels.HOST, host));
  }

  @Override
  public Set<Metric> metrics() {
    return Set.of(Metric.CPU_UTILIZATION, Metric.MEMORY_USED, Metric.DISK_IO);
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    OptionalDouble value =
        switch (query.metric()) {
          case CPU_UTILIZATION -> cpu();
          case MEMORY_USED -> memory(query.dimension());
          default -> disks(at);
        };
    return value.isPresent()
        ? Readings.of(List.of(new Reading(labels, value.getAsDouble())))
        : Readings.none(NOT_TOLD);
  }

  private static OptionalDouble cpu() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      double load = system.getCpuLoad();
      return load >= 0 ? OptionalDouble.of(load) : OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  /** What is not available to programs, files that are only cached not counted. */
  private OptionalDouble memory(Dimension dimension) {
    long total = 0;
    long available = -1;
    for (String line : lines("meminfo")) {
      if (line.startsWith("MemTotal:")) {
        total = kibibytes(line);
      } else if (line.startsWith("MemAvailable:")) {
        available = kibibytes(line);
      }
    }
    if (total <= 0 || available < 0) {
      return OptionalDouble.empty();
    }
    double used = Math.max(0, total - available);
    return OptionalDouble.of(dimension == Dimension.BYTES ? used : used / total);
  }

  private static long kibibytes(String line) {
    String[] fields = line.split("\\s+", -1);
    return Long.parseLong(fields[1]) << 10;
  }

  private OptionalDouble disks(Instant at) {
    DiskCount before = lastDisks;
    if (before != null && !at.isAfter(before.at)) {
      return diskRate;
    }
    long bytes = DiskStatistics.bytes(lines("diskstats"));
    lastDisks = bytes < 0 ? null : new DiskCount(at, bytes);
    diskRate =
        before == null || bytes < before.bytes
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                (bytes - before.bytes) / (Duration.between(before.at, at).toMillis() / 1000.0));
    return diskRate;
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
