package com.ytempire.ml.drift.statistic;

/**
 * The two-sample Kolmogorov-Smirnov statistic with the sizes it depends on. The one-sided
 * differences are kept as whole numbers over {@code size1 * size2}, so that nothing is rounded
 * before a probability is computed.
 *
 * @param size1 values in the first sample, at least 1
 * @param size2 values in the second sample, at least 1
 * @param plus {@code size1 * size2 * max(F1 - F2)}, from 0 to {@code size1 * size2}
 * @param minus {@code size1 * size2 * max(F2 - F1)}, in the same range
 */
public record KsStatistic(int size1, int size2, long plus, long minus) {

  /** Checks the ranges. */
  public KsStatistic {
    long most = (long) size1 * size2;
    if (size1 < 1 || size2 < 1 || plus < 0 || minus < 0 || plus > most || minus > most) {
      throw new IllegalArgumentException(
          "no statistic of %d and %d values: %d, %d".formatted(size1, size2, plus, minus));
    }
  }

  /** D for an alternative, from 0 to 1. */
  public double value(Alternative alternative) {
    return (double) numerator(alternative) / ((double) size1 * size2);
  }

  /** max |F1 - F2|, from 0 to 1. */
  public double value() {
    return value(Alternative.TWO_SIDED);
  }

  /** D for an alternative, times both sizes. */
  public long numerator(Alternative alternative) {
    return switch (alternative) {
      case GREATER -> plus;
      case LESS -> minus;
      case TWO_SIDED -> Math.max(plus, minus);
    };
  }
}
