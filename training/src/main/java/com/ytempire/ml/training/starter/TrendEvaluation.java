package com.ytempire.ml.training.starter;

import com.ytempire.ml.training.starter.TrendMetrics.Interval;
import com.ytempire.ml.training.starter.TrendMetrics.Judged;
import java.util.List;

/**
 * How one set of rows was answered.
 *
 * @param name of the set
 * @param metrics the network's figures
 * @param auc where the area under the curve lies with a confidence of 95 %
 * @param growthError where the mean absolute error of the log growth does
 * @param naiveAuc area under the curve of the last growth alone, first snapshots ranking highest
 * @param naiveGrowthError error of half the last growth, and for first snapshots of the mean growth
 *     of the training rows
 */
record TrendEvaluation(
    String name,
    TrendMetrics metrics,
    Interval auc,
    Interval growthError,
    double naiveAuc,
    double naiveGrowthError) {
  private static final int RESAMPLES = 400;
  private static final long SEED = 1;
  private static final int LAST_GROWTH = 1;

  /**
   * @param rows at least one
   * @param meanGrowth mean log growth of the training rows
   */
  static TrendEvaluation of(
      String name, List<TrendRow> rows, TrendNetwork network, double meanGrowth) {
    List<Judged> judged =
        rows.stream().map(row -> Judged.of(row, network.answer(row.inputs()))).toList();
    TrendMetrics naive =
        TrendMetrics.of(rows.stream().map(row -> Judged.of(row, naive(row, meanGrowth))).toList());
    return new TrendEvaluation(
        name,
        TrendMetrics.of(judged),
        TrendMetrics.bootstrap(judged, TrendMetrics::auc, RESAMPLES, SEED),
        TrendMetrics.bootstrap(judged, TrendMetrics::growthError, RESAMPLES, SEED),
        naive.auc(),
        naive.growthError());
  }

  private static TrendNetwork.Answer naive(TrendRow row, double meanGrowth) {
    double last = TrendColumns.of(row.inputs())[LAST_GROWTH];
    return Double.isNaN(last)
        ? new TrendNetwork.Answer(1, meanGrowth)
        : new TrendNetwork.Answer(1 - Math.exp(-Math.max(0, last)), last / 2);
  }
}
