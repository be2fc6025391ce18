package com.ytempire.ml.api.operation;

import com.sun.management.OperatingSystemMXBean;
import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.machine.GpuProbe;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Measures the process: the reference's {@code cpu_utilization}, {@code memory_used}, {@code
 * disk_io}, {@code gpu_utilization} and {@code gpu_memory_used}, and which servers are away. What a
 * machine cannot tell is left out.
 */
final class ProcessMetrics {
  private static final Path IO = Path.of("/proc/self/io");

  private ProcessMetrics() {}

  static void register(PrometheusRegistry registry, OutwardCalls outward, GpuProbe gpus) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      GaugeWithCallback.builder()
          .name("cpu_utilization")
          .help("Share of all cores that this process used of late, 0 to 1.")
          .callback(gauge -> gauge.call(Math.max(0, system.getProcessCpuLoad())))
          .register(registry);
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    GaugeWithCallback.builder()
        .name("memory_used")
        .help("Memory that the JVM uses, bytes.")
        .labelNames("area")
        .callback(
            gauge -> {
              gauge.call(memory.getHeapMemoryUsage().getUsed(), "heap");
              gauge.call(memory.getNonHeapMemoryUsage().getUsed(), "other");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("disk_io")
        .help("Bytes that this process has read from and written to disks.")
        .labelNames("direction")
        .callback(
            counter -> {
              readBytes("read_bytes:").ifPresent(bytes -> counter.call(bytes, "read"));
              readBytes("write_bytes:").ifPresent(bytes -> counter.call(bytes, "write"));
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("dependency_away")
        .help("1 while a server outside this process is known to be away and is not asked.")
        .labelNames("dependency")
        .callback(
            gauge ->
                outward.all().forEach(way -> gauge.call(way.isAway() ? 1 : 0, way.dependency())))
        .register(registry);
    if (gpus.isPresent()) {
      GaugeWithCallback.builder()
          .name("gpu_utilization")
          .help("Share of the last sample period in which a GPU computed, 0 to 1.")
          .labelNames("gpu")
          .callback(gauge -> gpus.read().forEach(gpu -> gauge.call(gpu.utilization(), gpu.index())))
          .register(registry);
      GaugeWithCallback.builder()
          .name("gpu_memory_used")
          .help("Share of a GPU's memory that is in use, 0 to 1.")
          .labelNames("gpu")
          .callback(gauge -> gpus.read().forEach(gpu -> gauge.call(gpu.memoryUsed(), gpu.index())))
          .register(registry);
    }
  }

  private static Optional<Long> readBytes(String key) {
    try {
      return Files.readAllLines(IO).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> Long.parseLong(line.substring(key.length()).trim()))
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // Not on this system.
    }
  }
}
