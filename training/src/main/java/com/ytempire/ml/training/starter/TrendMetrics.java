package com.ytempire.ml.training.starter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How well answers met what happened.
 *
 * @param rows how many were judged
 * @param videos of how many videos
 * @param viralRate share of rows that were viral
 * @param auc area under the ROC curve of the probability: the chance that a viral row gets a higher
 *     one than another, ties counting half; NaN without rows of both kinds
 * @param accuracy share of rows on the right side of one half
 * @param f1 F1 score of viral at one half; NaN where nothing was or was said to be viral
 * @param calibrationError mean of |share viral − mean probability| over ten bins of equal width,
 *     weighted by their rows
 * @param growthError mean absolute error of the log growth
 */
record TrendMetrics(
    int rows,
    int videos,
    double viralRate,
    double auc,
    double accuracy,
    double f1,
    double calibrationError,
    double growthError) {
  private static final int BINS = 10;

  /** A row with the answer that was given to it. */
  record Judged(String videoId, boolean viral, double growth, TrendNetwork.Answer answer) {
    static Judged of(TrendRow row, TrendNetwork.Answer answer) {
      return new Judged(row.videoId(), row.isViral(), row.logGrowth(), answer);
    }
  }

  /** An interval that holds a figure with a confidence of 95 %. */
  record Interval(double low, double high) {}

  static TrendMetrics of(List<Judged> judged) {
    int viral = 0;
    int right = 0;
    int hits = 0;
    int said = 0;
    double error = 0;
    double[] probabilities = new double[BINS];
    int[] counts = new int[BINS];
    int[] virals = new int[BINS];
    for (Judged row : judged) {
      double probability = row.answer().viralProbability();
      boolean isSaid = probability >= 0.5;
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      probabilities[bin] += probability;
      counts[bin]++;
      virals[bin] += row.viral() ? 1 : 0;
      viral += row.viral() ? 1 : 0;
      said += isSaid ? 1 : 0;
      hits += isSaid && row.viral() ? 1 : 0;
      right += isSaid == row.viral() ? 1 : 0;
      error += Math.abs(row.answer().logGrowth() - row.growth());
    }
    int rows = judged.size();
    double calibration = 0;
    for (int bin = 0; bin < BINS; bin++) {
      calibration += Math.abs(virals[bin] - probabilities[bin]) / rows;
    }
    return new TrendMetrics(
        rows,
        (int) judged.stream().map(Judged::videoId).distinct().count(),
        (double) viral / rows,
        auc(judged),
        (double) right / rows,
        said + viral == 0 ? Double.NaN : 2.0 * hits / (said + viral),
        calibration,
        error / rows);
  }

  /** By ranks (Mann–Whitney), n log n. */
  private static double auc(List<Judged> judged) {
    Judged[] sorted = judged.toArray(Judged[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(row -> row.answer().viralProbability()));
    double ranks = 0;
    long viral = 0;
    int from = 0;
    while (from < sorted.length) {
      int to = from;
      int here = 0;
      double value = sorted[from].answer().viralProbability();
      while (to < sorted.length && sorted[to].answer().viralProbability() == value) {
        here += sorted[to].viral() ? 1 : 0;
        to++;
      }
      ranks += here * ((from + 1 + to) / 2.0);
      viral += here;
      from = to;
    }
    long other = sorted.length - viral;
    return viral == 0 || other == 0
        ? Double.NaN
        : (ranks - viral * (viral + 1) / 2.0) / ((double) viral * other);
  }

  /**
   * The 2.5 % and 97.5 % quantiles of a figure over resamples of videos, with replacement: the rows
   * of one video are alike, so rows alone would look surer than they are.
   */
  static Interval bootstrap(
      List<Judged> judged, ToDoubleFunction<TrendMetrics> figure, int resamples, long seed) {
    List<List<Judged>> videos =
        judged.stream()
            .collect(Collectors.groupingBy(Judged::videoId, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .toList();
    var random = new SplittableRandom(seed);
    double[] figures = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      List<Judged> sample = new ArrayList<>(judged.size());
      for (int v = 0; v < videos.size(); v++) {
        sample.addAll(videos.get(random.nextInt(videos.size())));
      }
      figures[i] = figure.applyAsDouble(of(sample));
    }
    double[] known =
        Arrays.stream(figures).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return known.length == 0
        ? new Interval(Double.NaN, Double.NaN)
        : new Interval(
            known[(int) (0.025 * (known.length - 1))], known[(int) (0.975 * (known.length - 1))]);
  }
}
