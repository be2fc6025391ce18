package com.ytempire.ml.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A point of the ROC curve: what saying 1 from some probability on would give.
 *
 * @param threshold the probability; above 1 at the start, where nothing is said
 * @param falsePositiveRate share of the rows with label 0 that are said to be 1
 * @param truePositiveRate share of the rows with label 1 that are
 */
public record RocPoint(double threshold, double falsePositiveRate, double truePositiveRate) {

  /**
   * The curve from (0, 0) to (1, 1), thinned to a size fit for drawing; its ends always stay.
   *
   * @param atMost points, at least 2
   * @return empty where labels are not of both kinds
   */
  public static List<RocPoint> curve(List<Judged> judged, int atMost) {
    List<Judged> sorted =
        judged.stream().sorted(Comparator.comparingDouble(Judged::answer).reversed()).toList();
    long ones = sorted.stream().filter(row -> row.label() == 1).count();
    long zeros = sorted.size() - ones;
    if (ones == 0 || zeros == 0) {
      return List.of();
    }
    List<RocPoint> points = new ArrayList<>();
    points.add(new RocPoint(Double.POSITIVE_INFINITY, 0, 0));
    long hits = 0;
    for (int i = 0; i < sorted.size(); i++) {
      hits += sorted.get(i).label() == 1 ? 1 : 0;
      double threshold = sorted.get(i).answer();
      if (i + 1 == sorted.size() || sorted.get(i + 1).answer() != threshold) {
        points.add(new RocPoint(threshold, (double) (i + 1 - hits) / zeros, (double) hits / ones));
      }
    }
    return thinned(points, atMost);
  }

  private static List<RocPoint> thinned(List<RocPoint> points, int atMost) {
    if (points.size() <= atMost) {
      return List.copyOf(points);
    }
    List<RocPoint> thinned = new ArrayList<>(atMost);
    for (int i = 0; i < atMost; i++) {
      thinned.add(points.get((int) ((long) i * (points.size() - 1) / (atMost - 1))));
    }
    return thinned;
  }
}
