package com.ytempire.ml.drift.config;

import java.io.Serializable;

/**
 * When a column has drifted.
 *
 * @param enabled whether it is looked at
 * @param test what says how far it has moved
 * @param threshold how far it must have, above 0
 * @param minSamples so many entities must be in a window, else nothing is said; 1 or more
 * @param seasonality with what it is compared
 */
public record ColumnRules(
    boolean enabled, DriftTest test, double threshold, int minSamples, Seasonality seasonality)
    implements Serializable {
  /** The reference's rule, at a size at which noise alone hardly ever is so far. */
  public static final ColumnRules DEFAULT =
      new ColumnRules(true, DriftTest.KS, 0.1, 500, Seasonality.NONE);

  public ColumnRules {
    if (!(threshold > 0) || minSamples < 1) {
      throw new IllegalArgumentException(
          "threshold %s, min_samples %d; expected more than 0 and 1 or more"
              .formatted(threshold, minSamples));
    }
  }
}
