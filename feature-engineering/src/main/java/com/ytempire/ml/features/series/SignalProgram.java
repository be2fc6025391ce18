package com.ytempire.ml.features.series;

import java.util.List;

/**
 * What {@link SignalSeries} computes: for each window, in this order of numbers, volume, velocity,
 * acceleration and strength.
 *
 * @param windowMillis lengths of the windows
 */
public record SignalProgram(List<Long> windowMillis) {
  /** Numbers per window. */
  public static final int NUMBERS = 4;

  public SignalProgram {
    windowMillis = List.copyOf(windowMillis);
  }
}
