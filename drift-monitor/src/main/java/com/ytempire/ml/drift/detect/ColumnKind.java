package com.ytempire.ml.drift.detect;

import java.util.Locale;

/** What is looked at. */
public enum ColumnKind {
  /** Distribution of what the model reads. */
  FEATURE,
  /** Distribution of what it answers. */
  PREDICTION,
  /** Distribution of what really happened. */
  TARGET,
  /** Share of missing values of what it reads. */
  NULL_RATE,
  /** Share of inputs that were too old when it answered. */
  FRESHNESS,
  /** Share of its answers that were right. */
  ACCURACY,
  /** Mean absolute error. */
  ERROR,
  /** Share of answers that will have been right, by what it says of itself. */
  ESTIMATED_ACCURACY;

  /** As it is written in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
