package com.ytempire.ml.drift.statistic;

import org.apache.commons.math3.special.Erf;

/**
 * The probability that a score of the second sample is above one of the first, equal ones counting
 * half: the area under the ROC curve, and the Mann-Whitney statistic over n1 n2. 0.5 when scores
 * tell nothing.
 *
 * @param value from 0 to 1
 * @param standardError of the value, by DeLong, DeLong and Clarke-Pearson (1988); 0 where all
 *     scores are told apart, and NaN where a sample has fewer than two
 * @param pValue one-sided probability of a value as large when scores tell nothing: Mann-Whitney's
 *     test in its normal approximation, corrected for ties; good from about 10 scores each on
 */
public record AreaUnderCurve(double value, double standardError, double pValue) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** Of two samples of scores, in O(n) as they are sorted. */
  public static AreaUnderCurve of(SortedSample first, SortedSample second) {
    double[] x = first.values();
    double[] y = second.values();
    var belowY = new Moments();
    var aboveX = new Moments();
    double ties = 0;
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double at = i == x.length ? y[j] : j == y.length ? x[i] : Math.min(x[i], y[j]);
      int fromI = i;
      int fromJ = j;
      while (i < x.length && x[i] == at) {
        i++;
      }
      while (j < y.length && y[j] == at) {
        j++;
      }
      double equal = i - fromI + j - fromJ;
      ties += equal * equal * equal - equal;
      belowY.add((fromI + i) / 2.0 / x.length, j - fromJ);
      aboveX.add(1 - (fromJ + j) / 2.0 / y.length, i - fromI);
    }
    double value = belowY.mean();
    double error = Math.sqrt(aboveX.variance() / x.length + belowY.variance() / y.length);
    double all = (double) x.length + y.length;
    double chance =
        Math.sqrt((all + 1) / (12.0 * x.length * y.length) * (1 - ties / (all * (all * all - 1))));
    double p = chance > 0 ? Erf.erfc((value - 0.5) / chance / Math.sqrt(2)) / 2 : 1;
    return new AreaUnderCurve(value, error, p);
  }

  /** Lower end of the 95 % interval of the value, at least 0. */
  public double lower() {
    return Math.max(0, value - NORMAL_95 * standardError);
  }

  /** Upper end of the 95 % interval of the value, at most 1. */
  public double upper() {
    return Math.min(1, value + NORMAL_95 * standardError);
  }

  /** Sums of placements, which lie between 0 and 1. */
  private static final class Moments {
    private long count;
    private double sum;
    private double squares;

    void add(double placement, int times) {
      count += times;
      sum += placement * times;
      squares += placement * placement * times;
    }

    double mean() {
      return sum / count;
    }

    double variance() {
      return count < 2 ? Double.NaN : Math.max(0, (squares - sum * mean()) / (count - 1));
    }
  }
}
