package com.ytempire.ml.core.training;

import java.io.Serializable;

/**
 * How the rows of a data set are shared out.
 *
 * @param train share that is learnt from, 0 to 1
 * @param validation share by which a run is steered
 * @param test share by which the result is measured
 */
public record DataSplit(double train, double validation, double test) implements Serializable {
  /** Shares that are written as decimals need not add up to the last bit. */
  private static final double TOLERANCE = 1e-6;

  /** What is taken where nothing is said. */
  public static final DataSplit DEFAULT = new DataSplit(0.7, 0.15, 0.15);

  /**
   * @throws IllegalArgumentException when a share is not in 0 to 1, nothing is learnt from, or they
   *     do not add up to 1
   */
  public DataSplit {
    for (double share : new double[] {train, validation, test}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share %s; expected 0 to 1".formatted(share));
      }
    }
    if (train == 0) {
      throw new IllegalArgumentException("nothing to learn from; expected train above 0");
    }
    double sum = train + validation + test;
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException("the shares add up to %s; expected 1".formatted(sum));
    }
  }
}
