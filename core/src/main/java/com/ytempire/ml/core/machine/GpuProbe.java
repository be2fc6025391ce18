package com.ytempire.ml.core.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks {@code nvidia-smi} how busy the machine's GPUs are, at most once in ten seconds. Safe to
 * share.
 */
public final class GpuProbe {
  private static final String PROGRAM = "nvidia-smi";
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LIMIT_SECONDS = 2;
  private static final long MEBIBYTE = 1 << 20;

  private final List<String> command;
  private List<Gpu> last = List.of();
  private long readAt = System.nanoTime() - KEEP_NANOS - 1;

  private GpuProbe(List<String> command) {
    this.command = command;
  }

  /** The program on the path, or none. */
  public static GpuProbe find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            program ->
                new GpuProbe(
                    List.of(
                        program.toString(),
                        "--query-gpu=index,utilization.gpu,memory.used,memory.total",
                        "--format=csv,noheader,nounits")))
        .orElseGet(() -> new GpuProbe(List.of()));
  }

  /** Whether there is anything to ask. */
  public boolean isPresent() {
    return !command.isEmpty();
  }

  /**
   * One GPU.
   *
   * @param index its number, as the driver counts
   * @param utilization share of the sample period in which it computed, 0 to 1
   * @param memoryUsedBytes its memory in use
   * @param memoryBytes all of its memory, at least 1
   */
  public record Gpu(String index, double utilization, long memoryUsedBytes, long memoryBytes) {
    /** Share of its memory in use, 0 to 1. */
    public double memoryUsed() {
      return (double) memoryUsedBytes / memoryBytes;
    }
  }

  /** The GPUs; empty where the program fails. */
  public synchronized List<Gpu> read() {
    if (isPresent() && System.nanoTime() - readAt > KEEP_NANOS) {
      last = ask();
      readAt = System.nanoTime();
    }
    return last;
  }

  private List<Gpu> ask() {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return List.of();
        }
        byte[] output = process.getInputStream().readAllBytes();
        return parse(new String(output, StandardCharsets.UTF_8));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Lines of number, percent, used and total memory; what is no number is left out. */
  static List<Gpu> parse(String output) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length == 4) {
        try {
          var gpu =
              new Gpu(
                  fields[0].trim(),
                  Double.parseDouble(fields[1].trim()) / 100,
                  bytes(fields[2]),
                  bytes(fields[3]));
          if (gpu.memoryBytes() > 0) {
            gpus.add(gpu);
          }
        } catch (NumberFormatException e) {
          continue; // Some devices do not tell.
        }
      }
    }
    return gpus;
  }

  private static long bytes(String mebibytes) {
    return Math.round(Double.parseDouble(mebibytes.trim()) * MEBIBYTE);
  }
}
