package com.ytempire.ml.drift.story;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How right two versions were, by what really happened. Times are event time.
 *
 * @param phases before the drift, since then, and the new version
 * @param points window by window, oldest first
 */
public record Performance(List<PhaseFigure> phases, List<Point> points) {
  public Performance {
    phases = List.copyOf(phases);
    points = List.copyOf(points);
  }

  /** What is told apart. */
  public enum Phase {
    /** Windows of the version before that ended before the first one with drift. */
    BEFORE,
    /** Its windows since then. */
    DURING,
    /** Those of the new version. */
    AFTER;

    /** As it is written in documents. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A figure over all windows of a phase.
   *
   * @param phase {@code before}, {@code during} or {@code after}
   * @param modelId the version
   * @param name {@code accuracy}, of which more is better, or an error
   * @param expected by the version's own tests; null where it had none
   * @param value mean over all its answers in these windows
   * @param answers videos by which it was judged, added up over the windows
   * @param windows how many there were
   */
  public record PhaseFigure(
      String phase,
      String modelId,
      String name,
      @Nullable Double expected,
      double value,
      long answers,
      int windows) {}

  /**
   * A figure of one window.
   *
   * @param modelId the version
   * @param from start of the window
   * @param to its end
   * @param kind {@code accuracy} or {@code error}
   * @param name of the figure
   * @param value mean over the answers of the window
   * @param answers videos by which it was judged
   * @param verdict {@code stable}, {@code drift}, {@code too_few} or {@code no_reference}
   */
  public record Point(
      String modelId,
      Instant from,
      Instant to,
      String kind,
      String name,
      double value,
      int answers,
      String verdict) {}
}
