package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.trainer.RunMonitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a run tells of its losses, and lets another monitor watch as well. Confined to the
 * run's thread.
 */
public final class LossCurve implements RunMonitor {
  /**
   * @param epoch from 1
   * @param figures by name, such as {@code train_loss}, in the run's order
   */
  public record Point(int epoch, Map<String, Double> figures) {
    public Point {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
  }

  private final RunMonitor other;
  private final List<Point> points = new ArrayList<>();

  /**
   * @param other watches too, and decides whether the run goes on
   */
  public LossCurve(RunMonitor other) {
    this.other = other;
  }

  @Override
  public boolean epoch(int epoch, int epochs, Map<String, Double> figures) {
    points.add(new Point(epoch, figures));
    return other.epoch(epoch, epochs, figures);
  }

  /** The epochs so far; of a resumed run only those since. A copy. */
  public List<Point> points() {
    return List.copyOf(points);
  }
}
