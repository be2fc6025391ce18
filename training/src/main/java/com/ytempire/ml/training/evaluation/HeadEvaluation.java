package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is told of how well a head answers.
 *
 * @param metrics over all rows
 * @param intervals where each figure lies with a confidence of 95 %
 * @param naive the same over answers without a model, in the order of {@link NaiveAnswer}
 * @param slices metrics by name of a slice and its value, in order of these, such as {@code region}
 *     → {@code US}
 * @param roc the ROC curve; empty for a number
 * @param reliability the reliability curve; empty for a number
 */
public record HeadEvaluation(
    Head head,
    HeadMetrics metrics,
    Map<Figure, Interval> intervals,
    Map<NaiveAnswer, HeadMetrics> naive,
    Map<String, Map<String, HeadMetrics>> slices,
    List<RocPoint> roc,
    List<ReliabilityBin> reliability) {
  private static final int RESAMPLES = 400;
  private static final int ROC_POINTS = 201;

  public HeadEvaluation {
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    naive = Collections.unmodifiableMap(new LinkedHashMap<>(naive));
    slices = Collections.unmodifiableMap(new LinkedHashMap<>(slices));
    roc = List.copyOf(roc);
    reliability = List.copyOf(reliability);
  }

  /**
   * @param judged the model's answers
   * @param naive answers without a model to the same rows
   * @param seed of what is drawn for the intervals; the same gives the same intervals
   */
  public static HeadEvaluation of(
      Head head, List<Judged> judged, Map<NaiveAnswer, List<Judged>> naive, long seed) {
    boolean isProbability = head.kind() == Head.Kind.PROBABILITY;
    Map<NaiveAnswer, HeadMetrics> naiveMetrics = new LinkedHashMap<>();
    naive.forEach((answer, rows) -> naiveMetrics.put(answer, HeadMetrics.of(head.kind(), rows)));
    return new HeadEvaluation(
        head,
        HeadMetrics.of(head.kind(), judged),
        HeadMetrics.intervals(head.kind(), judged, RESAMPLES, seed),
        naiveMetrics,
        slices(head.kind(), judged),
        isProbability ? RocPoint.curve(judged, ROC_POINTS) : List.of(),
        isProbability ? ReliabilityBin.of(judged) : List.of());
  }

  private static Map<String, Map<String, HeadMetrics>> slices(Head.Kind kind, List<Judged> judged) {
    Map<String, Map<String, List<Judged>>> rows = new TreeMap<>();
    for (Judged row : judged) {
      row.slices()
          .forEach(
              (slice, value) ->
                  rows.computeIfAbsent(slice, name -> new TreeMap<>())
                      .computeIfAbsent(value, name -> new ArrayList<>())
                      .add(row));
    }
    Map<String, Map<String, HeadMetrics>> metrics = new LinkedHashMap<>();
    rows.forEach(
        (slice, values) -> {
          Map<String, HeadMetrics> ofValues = new LinkedHashMap<>();
          values.forEach((value, part) -> ofValues.put(value, HeadMetrics.of(kind, part)));
          metrics.put(slice, Collections.unmodifiableMap(ofValues));
        });
    return metrics;
  }

  /** Whether the head's main figure is better than all naive ones; false where one is NaN. */
  public boolean isBetterThanNaive() {
    Figure main = Figure.main(head.kind());
    double sign = main.isHigherBetter() ? 1 : -1;
    return naive.values().stream()
        .allMatch(other -> sign * (metrics.figure(main) - other.figure(main)) > 0);
  }
}
