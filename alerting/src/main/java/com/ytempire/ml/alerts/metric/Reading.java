package com.ytempire.ml.alerts.metric;

/**
 * One measured value.
 *
 * @param labels what it is about; names are those of the metric's scope
 * @param value in the base unit of the dimension asked for; never NaN
 * @param samples of how many it was made; {@link #COMPLETE} where that has no meaning
 */
public record Reading(Labels labels, double value, long samples) {
  public static final long COMPLETE = Long.MAX_VALUE;

  /** A value that is not made of samples. */
  public Reading(Labels labels, double value) {
    this(labels, value, COMPLETE);
  }
}
