package com.ytempire.ml.training.starter;

import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How one set of rows was answered.
 *
 * @param name of the set
 * @param viral figures of the probability
 * @param growth figures of the log growth
 * @param auc where the area under the curve lies with a confidence of 95 %
 * @param growthError where the mean absolute error of the log growth does
 * @param naiveAuc area under the curve of the last growth alone, first snapshots ranking highest
 * @param naiveGrowthError error of half the last growth, and for first snapshots of the mean growth
 *     of the training rows
 */
record TrendEvaluation(
    String name,
    HeadMetrics viral,
    HeadMetrics growth,
    Interval auc,
    Interval growthError,
    double naiveAuc,
    double naiveGrowthError) {
  private static final int RESAMPLES = 400;
  private static final long SEED = 1;
  private static final int LAST_GROWTH = 1;

  /** Answers to rows beside what happened, per head. */
  record Answered(List<Judged> viral, List<Judged> growth) {
    static Answered of(List<TrendRow> rows, Function<TrendRow, TrendNetwork.Answer> answers) {
      List<Judged> viral = new ArrayList<>(rows.size());
      List<Judged> growth = new ArrayList<>(rows.size());
      for (TrendRow row : rows) {
        TrendNetwork.Answer answer = answers.apply(row);
        viral.add(
            new Judged(row.videoId(), row.isViral() ? 1 : 0, answer.viralProbability(), Map.of()));
        growth.add(new Judged(row.videoId(), row.logGrowth(), answer.logGrowth(), Map.of()));
      }
      return new Answered(viral, growth);
    }

    HeadMetrics viralMetrics() {
      return HeadMetrics.of(Head.Kind.PROBABILITY, viral);
    }

    HeadMetrics growthMetrics() {
      return HeadMetrics.of(Head.Kind.NUMBER, growth);
    }
  }

  /**
   * @param rows at least one
   * @param meanGrowth mean log growth of the training rows
   */
  static TrendEvaluation of(
      String name, List<TrendRow> rows, TrendNetwork network, double meanGrowth) {
    Answered judged = Answered.of(rows, row -> network.answer(row.inputs()));
    Answered naive = Answered.of(rows, row -> naive(row, meanGrowth));
    return new TrendEvaluation(
        name,
        judged.viralMetrics(),
        judged.growthMetrics(),
        interval(Head.Kind.PROBABILITY, judged.viral()),
        interval(Head.Kind.NUMBER, judged.growth()),
        naive.viralMetrics().figure(Figure.AUC),
        naive.growthMetrics().figure(Figure.MAE));
  }

  private static Interval interval(Head.Kind kind, List<Judged> judged) {
    return HeadMetrics.intervals(kind, judged, RESAMPLES, SEED)
        .getOrDefault(Figure.main(kind), new Interval(Double.NaN, Double.NaN));
  }

  private static TrendNetwork.Answer naive(TrendRow row, double meanGrowth) {
    double last = TrendColumns.of(row.inputs())[LAST_GROWTH];
    return Double.isNaN(last)
        ? new TrendNetwork.Answer(1, meanGrowth)
        : new TrendNetwork.Answer(1 - Math.exp(-Math.max(0, last)), last / 2);
  }
}
