package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Head;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How well one head's answers met what happened.
 *
 * @param rows how many were judged
 * @param groups of how many groups (videos)
 * @param meanLabel mean of the labels: of probabilities the share of 1; NaN without rows
 * @param figures all figures of the head's kind, in their order; NaN where it cannot be told
 */
public record HeadMetrics(int rows, int groups, double meanLabel, Map<Figure, Double> figures) {
  public HeadMetrics {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** Figures of any number of rows, n log n. */
  public static HeadMetrics of(Head.Kind kind, List<Judged> judged) {
    WeightedRows rows = WeightedRows.of(kind, judged);
    return new HeadMetrics(
        judged.size(),
        rows.groupCount(),
        judged.stream().mapToDouble(Judged::label).average().orElse(Double.NaN),
        rows.figures(rows.once()));
  }

  /**
   * 95 % intervals of all figures over resamples of groups, with replacement: the rows of one video
   * are alike, so rows alone would look surer than they are.
   *
   * @param resamples how many; 400 will do
   */
  public static Map<Figure, Interval> intervals(
      Head.Kind kind, List<Judged> judged, int resamples, long seed) {
    WeightedRows rows = WeightedRows.of(kind, judged);
    var draws = new GroupDraws(rows.groupCount(), seed);
    Map<Figure, double[]> drawn = new EnumMap<>(Figure.class);
    Figure.of(kind).forEach(figure -> drawn.put(figure, new double[resamples]));
    for (int i = 0; i < resamples; i++) {
      int draw = i;
      Map<Figure, Double> figures = rows.figures(draws.next());
      drawn.forEach((figure, values) -> values[draw] = figures.getOrDefault(figure, Double.NaN));
    }
    Map<Figure, Interval> intervals = new EnumMap<>(Figure.class);
    drawn.forEach((figure, values) -> intervals.put(figure, Interval.ofResamples(values)));
    return intervals;
  }

  /** A figure of the head's kind. */
  public double figure(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }
}
