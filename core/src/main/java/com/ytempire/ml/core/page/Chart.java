package com.ytempire.ml.core.page;

import java.time.Instant;
import java.util.List;

/**
 * A picture of lines or bars.
 *
 * @param title above it
 * @param scale what its horizontal axis is
 * @param x name of the horizontal axis
 * @param y name of the vertical axis
 * @param labels of the bars, from left to right; else empty
 * @param series what it draws
 */
public record Chart(
    String title, Scale scale, String x, String y, List<String> labels, List<Series> series) {
  public Chart {
    labels = List.copyOf(labels);
    series = List.copyOf(series);
  }

  /** A chart without bars. */
  public static Chart lines(String title, Scale scale, String x, String y, List<Series> series) {
    return new Chart(title, scale, x, y, List.of(), series);
  }

  /**
   * A group of bars for each label.
   *
   * @param series each with one point for each label, in their order, x from 0
   */
  public static Chart bars(
      String title, String x, String y, List<String> labels, List<Series> series) {
    return new Chart(title, Scale.LABELS, x, y, labels, series);
  }

  /** What a horizontal axis is. */
  public enum Scale {
    /** Numbers. */
    NUMBERS,
    /** Numbers from 0 to 1, and so is the vertical axis. */
    UNIT,
    /** Times, shown in UTC; see {@link Point#at}. */
    TIMES,
    /** Labels, with bars. */
    LABELS
  }

  /** How points are drawn. */
  public enum Look {
    /** A line. */
    LINE,
    /** A line with its points marked. */
    MARKED,
    /** Points that stand out, without a line. */
    POINTS,
    /** A line that only guides the eye. */
    GUIDE
  }

  /** What belongs together. */
  public record Series(String label, Look look, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * A point.
   *
   * @param x finite
   * @param y where it is not finite there is a gap
   */
  public record Point(double x, double y) {
    /** Of a chart of times. */
    public static Point at(Instant time, double y) {
      return new Point(time.toEpochMilli(), y);
    }
  }
}
