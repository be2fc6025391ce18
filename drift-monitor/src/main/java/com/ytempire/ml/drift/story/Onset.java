package com.ytempire.ml.drift.story;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows that led to a trigger: from the first that had drifted to the one that completed the
 * evidence. Times are event time.
 *
 * @param from start of the first of them that had drifted
 * @param to end of the last
 * @param kind {@code tumbling} or {@code sliding}; null where their verdicts are not kept any more
 * @param drifted how many had drifted
 * @param windows all of them, oldest first
 * @param slices parts of the traffic in the same time, those that drifted in most windows first
 */
public record Onset(
    Instant from,
    Instant to,
    @Nullable String kind,
    int drifted,
    List<Window> windows,
    List<Slice> slices) {
  public Onset {
    windows = List.copyOf(windows);
    slices = List.copyOf(slices);
  }

  /**
   * One window of all the traffic.
   *
   * @param verdict {@code drift} or {@code stable}
   * @param size videos in it, at most; 0 where it is not known
   * @param findings what had drifted, the strongest first; a handful
   * @param columns how many columns had drifted
   */
  public record Window(
      Instant from, Instant to, String verdict, int size, List<Finding> findings, int columns) {
    public Window {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What had drifted in a window.
   *
   * @param kind what was looked at, such as {@code feature}
   * @param name of the column
   * @param test the statistic's word
   * @param statistic how far it had moved
   * @param threshold how far it must have
   * @param pValue probability of as much by chance, corrected for all columns
   * @param reference mean or share before
   * @param current mean or share in the window
   * @param shape {@code sudden}, {@code gradual} or {@code unknown}
   */
  public record Finding(
      String kind,
      String name,
      String test,
      @Nullable Double statistic,
      @Nullable Double threshold,
      @Nullable Double pValue,
      @Nullable Double reference,
      @Nullable Double current,
      String shape) {}

  /**
   * A part of the traffic in the same time.
   *
   * @param slice such as {@code region=US}
   * @param windows of which enough was seen
   * @param drifted how many of them had drifted
   * @param strongest what had drifted most; null where nothing had
   */
  public record Slice(String slice, int windows, int drifted, @Nullable Finding strongest) {}
}
