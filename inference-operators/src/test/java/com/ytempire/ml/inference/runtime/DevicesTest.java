package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.GpuSettings;
import com.ytempire.ml.inference.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final long GIB = 1L << 30;

  private final List<Integer> asked = new ArrayList<>();

  @Test
  void usesTheDeviceThatWorks() {
    Devices devices = devices(Set.of(0));

    assertThat(devices.acquire(settings(false, 0))).isEqualTo(Device.cuda(0));
    assertThat(Device.cuda(3)).hasToString("CUDA:3");
  }

  @Test
  void spreadsSessionsOverTheDevicesThatWork() {
    Devices devices = devices(Set.of(0, 2));
    RuntimeSettings settings = settings(false, 0, 1, 2);

    assertThat(List.of(devices.acquire(settings), devices.acquire(settings)))
        .containsExactly(Device.cuda(0), Device.cuda(2));
    devices.release(Device.cuda(2));
    assertThat(devices.acquire(settings)).isEqualTo(Device.cuda(2));
  }

  @Test
  void fallsBackToTheCpuAndTriesADeviceOnlyOnce() {
    Devices devices = devices(Set.of());
    RuntimeSettings settings = settings(true, 0);

    assertThat(devices.acquire(settings)).isEqualTo(Device.CPU);
    assertThat(devices.acquire(settings)).isEqualTo(Device.CPU);
    assertThat(asked).containsExactly(0);
  }

  @Test
  void triesNothingWhereTheBuildHasNoCudaOrNoneIsWanted() {
    Devices without = new Devices(probe(false, Set.of(0)), memory());

    assertThat(without.acquire(settings(true, 0))).isEqualTo(Device.CPU);
    assertThat(without.acquire(settings(false, 0))).isEqualTo(Device.CPU);
    assertThat(devices(Set.of(0)).acquire(RuntimeSettings.onCpu())).isEqualTo(Device.CPU);
    assertThat(asked).isEmpty();
  }

  @Test
  void limitsMemoryToTheShareOfTheDeviceThatTheMachineMeans() {
    Devices devices = devices(Set.of(0));
    GpuSettings first = new GpuSettings(List.of(0), true, 0.5, false);
    GpuSettings second = new GpuSettings(List.of(1), false, 0.25, false);
    GpuSettings unknown = new GpuSettings(List.of(5), false, 0.5, false);

    assertThat(devices.memoryLimit(Device.cuda(0), first)).isEqualTo(4 * GIB);
    assertThat(devices.memoryLimit(Device.cuda(0), second)).isEqualTo(4 * GIB);
    assertThat(devices.memoryLimit(Device.cuda(0), unknown)).isZero();
  }

  private Devices devices(Set<Integer> working) {
    return new Devices(probe(true, working), memory());
  }

  private static DeviceMemory memory() {
    return new DeviceMemory(() -> List.of(8 * GIB, 16 * GIB));
  }

  private CudaProbe probe(boolean inBuild, Set<Integer> working) {
    return new CudaProbe() {
      @Override
      public boolean isInBuild() {
        return inBuild;
      }

      @Override
      public @Nullable String failure(int ordinal) {
        asked.add(ordinal);
        return working.contains(ordinal) ? null : "no such device";
      }
    };
  }

  private static RuntimeSettings settings(boolean automatic, Integer... ordinals) {
    List<Integer> devices = List.of(ordinals);
    return new RuntimeSettings(
        new GpuSettings(devices, automatic, 0.8, false), devices, 1, null, Variant.FLOAT32);
  }
}
