package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How accelerators are used.
 *
 * @param devices {@code CUDA_VISIBLE_DEVICES}: numbers of the devices that the process may see, in
 *     order of preference, separated by commas; {@code -1} means none. The CUDA driver reads the
 *     variable too, so within the process the devices are numbered by their place in this list
 * @param automatic whether the variable is absent: the first device is used where there is one, and
 *     its absence is no surprise
 * @param memoryFraction {@code GPU_MEMORY_FRACTION}: share of a device's memory that the process
 *     may take, more than 0 and at most 1, default 0.8
 * @param mixedPrecision {@code MIXED_PRECISION_ENABLED}: whether sums may be made in less than 32
 *     bits where the device is faster so, default false
 */
public record GpuSettings(
    List<Integer> devices, boolean automatic, double memoryFraction, boolean mixedPrecision)
    implements Serializable {
  public GpuSettings {
    devices = List.copyOf(devices);
  }

  /** No accelerator. */
  public static GpuSettings none() {
    return new GpuSettings(List.of(), false, 0.8, false);
  }

  static GpuSettings from(Variables variables) {
    return new GpuSettings(
        variables.parsed(
            "CUDA_VISIBLE_DEVICES",
            List.of(0),
            text -> text,
            "device numbers such as 0,1, or -1 for none",
            GpuSettings::devices),
        variables.text("CUDA_VISIBLE_DEVICES") == null,
        variables.parsed(
            "GPU_MEMORY_FRACTION",
            0.8,
            text -> text,
            "a number above 0, at most 1",
            GpuSettings::fraction),
        variables.flag("MIXED_PRECISION_ENABLED", false));
  }

  private static List<Integer> devices(String text) {
    if (text.equals("-1")) {
      return List.of();
    }
    List<Integer> devices = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int device;
      try {
        device = Integer.parseInt(part.trim());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a device is no number", e);
      }
      if (device < 0 || devices.contains(device)) {
        throw new IllegalArgumentException("a device is negative or named twice");
      }
      devices.add(device);
    }
    return devices;
  }

  private static double fraction(String text) {
    double fraction;
    try {
      fraction = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("it is no number", e);
    }
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("it is out of range");
    }
    return fraction;
  }
}
