package com.ytempire.ml.features.definition;

/**
 * How a window's samples become one value.
 *
 * @param kind the aggregation
 * @param quantile the quantile, strictly between 0 and 1; 0 for other kinds
 */
public record Aggregation(Kind kind, double quantile) {

  /** The aggregations. All but COUNT and DISTINCT are null over no samples. */
  public enum Kind {
    /** How many samples. */
    COUNT,
    /** Their sum. */
    SUM,
    /** Arithmetic mean. */
    MEAN,
    MIN,
    MAX,
    /** Sample standard deviation (divisor n − 1); null for fewer than two samples. */
    STDDEV,
    /** The newest sample. */
    LAST,
    /** How many different values. */
    DISTINCT,
    /** Quantile, interpolated linearly between order statistics (type 7, as NumPy and R do). */
    QUANTILE
  }
}
