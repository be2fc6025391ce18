package com.ytempire.ml.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar of the reliability curve: rows whose probability lies in one tenth of 0 to 1.
 *
 * @param low where the bin begins; it ends a tenth higher
 * @param rows how many there are, at least one
 * @param probability their mean probability
 * @param share of them with label 1
 */
public record ReliabilityBin(double low, int rows, double probability, double share) {
  static final int COUNT = 10;

  /** The bins that have rows, lowest first. */
  public static List<ReliabilityBin> of(List<Judged> judged) {
    int[] rows = new int[COUNT];
    double[] probabilities = new double[COUNT];
    double[] labels = new double[COUNT];
    for (Judged row : judged) {
      int bin = of(row.answer());
      rows[bin]++;
      probabilities[bin] += row.answer();
      labels[bin] += row.label();
    }
    List<ReliabilityBin> bins = new ArrayList<>();
    for (int bin = 0; bin < COUNT; bin++) {
      if (rows[bin] > 0) {
        bins.add(
            new ReliabilityBin(
                bin / (double) COUNT,
                rows[bin],
                probabilities[bin] / rows[bin],
                labels[bin] / rows[bin]));
      }
    }
    return bins;
  }

  /** Number of the bin of a probability. */
  static int of(double probability) {
    return Math.max(0, Math.min(COUNT - 1, (int) (probability * COUNT)));
  }
}
