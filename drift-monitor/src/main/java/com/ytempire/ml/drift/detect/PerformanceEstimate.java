package com.ytempire.ml.drift.detect;

import java.util.Arrays;

/**
 * How well a model of yes and no will have done, by the probabilities that it gave, before outcomes
 * are known: confidence-based estimation. It is right as far as the probabilities are: a change
 * that leaves the inputs' distribution alone but makes probabilities wrong is not seen by it.
 *
 * @param accuracy expected share of right answers where the likelier one is given, 0.5 to 1
 * @param std of one answer's confidence
 * @param auc expected area under the ROC curve; NaN where one of both answers is never expected
 * @param size probabilities that it is of
 */
public record PerformanceEstimate(double accuracy, double std, double auc, int size) {

  /**
   * @param probabilities 0 to 1, at least one; cost is that of sorting them
   * @throws IllegalArgumentException where there is none or one is no probability
   */
  public static PerformanceEstimate of(double[] probabilities) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0 || !(sorted[0] >= 0) || !(sorted[n - 1] <= 1)) {
      throw new IllegalArgumentException(
          "%d numbers, of which one is no probability; expected 1 or more from 0 to 1"
              .formatted(n));
    }
    double sum = 0;
    double squares = 0;
    double yes = 0;
    for (double p : sorted) {
      double confidence = Math.max(p, 1 - p);
      sum += confidence;
      squares += confidence * confidence;
      yes += p;
    }
    double accuracy = sum / n;
    double std = Math.sqrt(Math.max(0, squares / n - accuracy * accuracy));
    return new PerformanceEstimate(accuracy, std, auc(sorted, yes), n);
  }

  /** Expected share of pairs of a yes and a no in which the yes has more; equal ones count half. */
  private static double auc(double[] sorted, double yes) {
    double no = sorted.length - yes;
    if (!(yes > 0) || !(no > 0)) {
      return Double.NaN;
    }
    double pairs = 0;
    double noBelow = 0;
    double both = 0;
    int from = 0;
    while (from < sorted.length) {
      double yesHere = 0;
      double noHere = 0;
      int to = from;
      for (; to < sorted.length && sorted[to] == sorted[from]; to++) {
        yesHere += sorted[to];
        noHere += 1 - sorted[to];
        both += sorted[to] * (1 - sorted[to]);
      }
      pairs += yesHere * (noBelow + noHere / 2);
      noBelow += noHere;
      from = to;
    }
    // One answer is not a pair with itself.
    return (pairs - both / 2) / (yes * no - both);
  }
}
