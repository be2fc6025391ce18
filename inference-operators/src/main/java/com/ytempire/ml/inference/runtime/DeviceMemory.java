package com.ytempire.ml.inference.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much memory NVIDIA's devices have. ONNX Runtime's Java interface does not tell, the driver's
 * own tool does. Safe to share; asks once.
 */
final class DeviceMemory {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceMemory.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> COMMAND =
      List.of("nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits");

  private final Supplier<List<Long>> source;
  private List<Long> bytes = List.of();
  private boolean asked;

  /**
   * @param source bytes of each device in the machine's order; empty where unknown
   */
  DeviceMemory(Supplier<List<Long>> source) {
    this.source = source;
  }

  static DeviceMemory ofMachine() {
    return new DeviceMemory(() -> ask(COMMAND, PATIENCE));
  }

  /**
   * Memory of a device.
   *
   * @param number the machine's number of the device, which the process's own may differ from
   * @return bytes, or 0 where that is unknown
   */
  synchronized long bytes(int number) {
    if (!asked) {
      bytes = source.get();
      asked = true;
    }
    return number < bytes.size() ? bytes.get(number) : 0;
  }

  /** What a command prints: one whole number of MiB per line and device. */
  static List<Long> ask(List<String> command, Duration patience) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return unknown("no answer within " + patience);
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? parse(output) : unknown(output);
    } catch (IOException | NumberFormatException e) {
      return unknown(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("interrupted");
    }
  }

  private static List<Long> parse(String output) {
    List<Long> devices = new ArrayList<>();
    output.lines().forEach(line -> devices.add(Long.parseLong(line.strip()) << 20));
    return List.copyOf(devices);
  }

  private static List<Long> unknown(String reason) {
    LOG.atWarn()
        .addKeyValue("reason", reason)
        .log(
            "nvidia-smi does not tell how much memory the devices have: GPU_MEMORY_FRACTION has no"
                + " effect");
    return List.of();
  }
}
