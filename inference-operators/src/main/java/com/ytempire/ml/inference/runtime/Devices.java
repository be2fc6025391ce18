package com.ytempire.ml.inference.runtime;

import com.ytempire.ml.core.settings.GpuSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the device of each session: among those asked for that work, the one with the fewest
 * sessions, else the CPU, and says so once. A device is tried once per process. Safe to share.
 */
final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final Devices PROCESS = new Devices(CudaProbe.real(), DeviceMemory.ofMachine());

  private final CudaProbe probe;
  private final DeviceMemory memory;

  /** Why each device that was tried does not work; empty where it does. */
  private final Map<Integer, Optional<String>> tried = new HashMap<>();

  private final Map<Device, Integer> sessions = new HashMap<>();
  private final Set<String> said = new HashSet<>();

  Devices(CudaProbe probe, DeviceMemory memory) {
    this.probe = probe;
    this.memory = memory;
  }

  /** Those of this process. */
  static Devices ofProcess() {
    return PROCESS;
  }

  /** Picks a device and counts one more session on it until {@link #release}. */
  synchronized Device acquire(RuntimeSettings settings) {
    Device device = choose(settings);
    sessions.merge(device, 1, Integer::sum);
    return device;
  }

  synchronized void release(Device device) {
    sessions.merge(device, -1, Integer::sum);
  }

  /**
   * Most bytes that one session may take of a device, or 0 for no limit.
   *
   * <p>The machine numbers its devices, the process those that it sees; the settings say which is
   * which.
   */
  long memoryLimit(Device device, GpuSettings gpu) {
    int ordinal = device.ordinal();
    int number =
        gpu.automatic() || ordinal >= gpu.devices().size() ? ordinal : gpu.devices().get(ordinal);
    return (long) (gpu.memoryFraction() * memory.bytes(number));
  }

  private Device choose(RuntimeSettings settings) {
    if (settings.ordinals().isEmpty()) {
      return Device.CPU;
    }
    if (!probe.isInBuild()) {
      sayThatBuildHasNone(settings.gpu());
      return Device.CPU;
    }
    List<Device> working = new ArrayList<>();
    for (int ordinal : settings.ordinals()) {
      if (tried.computeIfAbsent(ordinal, this::tryOut).isEmpty()) {
        working.add(Device.cuda(ordinal));
      }
    }
    return working.stream()
        .min(Comparator.comparingInt(device -> sessions.getOrDefault(device, 0)))
        .orElse(Device.CPU);
  }

  private Optional<String> tryOut(int ordinal) {
    String failure = probe.failure(ordinal);
    if (failure == null) {
      LOG.atInfo().addKeyValue("device", Device.cuda(ordinal)).log("CUDA works");
      return Optional.empty();
    }
    LOG.atWarn()
        .addKeyValue("device", Device.cuda(ordinal))
        .addKeyValue("reason", failure)
        .log("CUDA does not work; models run on another device or the CPU");
    return Optional.of(failure);
  }

  private void sayThatBuildHasNone(GpuSettings gpu) {
    if (gpu.automatic()) {
      if (said.add("automatic")) {
        LOG.info("models run on the CPU: this build has no CUDA");
      }
    } else if (said.add("configured")) {
      LOG.atWarn()
          .addKeyValue("devices", gpu.devices())
          .log(
              "CUDA_VISIBLE_DEVICES asks for devices, but this build has no CUDA (Maven profile"
                  + " gpu); models run on the CPU");
    }
  }
}
