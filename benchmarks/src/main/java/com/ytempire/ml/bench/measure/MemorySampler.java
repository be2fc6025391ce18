package com.ytempire.ml.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at memory ten times a second on a thread of its own, and remembers the most it saw. */
public final class MemorySampler implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private MemoryUse peak = now();

  private MemorySampler() {}

  public static MemorySampler start() {
    var sampler = new MemorySampler();
    var unused =
        sampler.clock.scheduleAtFixedRate(
            sampler::sample, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return sampler;
  }

  private synchronized void sample() {
    peak = peak.max(now());
  }

  /** The most since the start. */
  public synchronized MemoryUse peak() {
    return peak;
  }

  /** What is in use at this moment. */
  public static MemoryUse now() {
    ProcessHandle self = ProcessHandle.current();
    return new MemoryUse(
        residentBytes(self.pid()),
        self.descendants().mapToLong(child -> residentBytes(child.pid())).sum(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** Resident set in bytes, or 0 for a process that is gone or a system that does not tell. */
  private static long residentBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // It has ended since it was listed.
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
