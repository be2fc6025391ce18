package com.ytempire.ml.features.series;

import com.ytempire.ml.features.definition.Aggregation;

/** What is kept of samples once they are folded into tiles. */
public enum SampleMode {
  /** Count, sum, squares, extremes and the last: exact. */
  MOMENTS,
  /** A uniform sample of the values, for quantiles. */
  QUANTILES,
  /** Different values, thinned by hash, for counting them. */
  DISTINCT;

  public static SampleMode of(Aggregation.Kind kind) {
    return switch (kind) {
      case QUANTILE -> QUANTILES;
      case DISTINCT -> DISTINCT;
      case COUNT, SUM, MEAN, MIN, MAX, STDDEV, LAST -> MOMENTS;
    };
  }
}
