package com.ytempire.ml.drift.stream;

import com.ytempire.ml.drift.statistic.Alternative;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import java.util.Locale;

/**
 * A Kolmogorov-Smirnov statistic of sketches, with how far it may be off.
 *
 * @param plus max(F1 - F2), from 0 to 1
 * @param minus max(F2 - F1), from 0 to 1
 * @param error each of them is off by at most this, from 0 to 1: the sum of both samples' errors
 * @param confidence share of cases in which that holds, from 0 to 1: 1 without sketches, 0.99 with
 *     one and 0.98 with two
 * @param size1 values the first sample stands for
 * @param size2 values the second sample stands for
 */
public record SketchedKs(
    double plus, double minus, double error, double confidence, long size1, long size2) {

  /** D for an alternative, from 0 to 1. */
  public double value(Alternative alternative) {
    return switch (alternative) {
      case GREATER -> plus;
      case LESS -> minus;
      case TWO_SIDED -> Math.max(plus, minus);
    };
  }

  /** The smallest that D of the whole samples can be, at the confidence. */
  public double lower(Alternative alternative) {
    return Math.max(0, value(alternative) - error);
  }

  /** The largest that D of the whole samples can be, at the confidence. */
  public double upper(Alternative alternative) {
    return Math.min(1, value(alternative) + error);
  }

  /**
   * The largest that the limiting probability of the whole samples' D can be, at the confidence: a
   * test by it does not take the sketches' error for a change.
   */
  public double largestProbability(Alternative alternative) {
    return KolmogorovSmirnov.limit(size1, size2, lower(alternative), alternative);
  }

  /** The figures with their error, for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "D %.4f ± %.4f (at %.0f %% confidence), D+ %.4f, D- %.4f, of %d and %d values",
        value(Alternative.TWO_SIDED),
        error,
        100 * confidence,
        plus,
        minus,
        size1,
        size2);
  }

  static SketchedKs of(
      SketchedSample.Steps first, SketchedSample.Steps second, double error, int estimates) {
    double[] x = first.values();
    double[] y = second.values();
    double plus = 0;
    double minus = 0;
    int i = 0;
    int j = 0;
    while (i < x.length && j < y.length) {
      double at = Math.min(x[i], y[j]);
      while (i < x.length && x[i] == at) {
        i++;
      }
      while (j < y.length && y[j] == at) {
        j++;
      }
      double difference = share(first, i) - share(second, j);
      plus = Math.max(plus, difference);
      minus = Math.max(minus, -difference);
    }
    double confidence = 1 - estimates * (1 - SketchedSample.CONFIDENCE);
    return new SketchedKs(plus, minus, error, confidence, first.size(), second.size());
  }

  private static double share(SketchedSample.Steps steps, int passed) {
    return passed == 0 ? 0 : (double) steps.upTo()[passed - 1] / steps.size();
  }
}
