package com.ytempire.ml.alerts.rule;

import java.util.List;

/** What is known of a condition. */
public enum Truth {
  TRUE,
  FALSE,
  /** There is nothing to measure, or too little of it. */
  NO_DATA,
  /** Whoever measures did not answer. */
  UNKNOWN;

  /** True where all are, false where one is. */
  static Truth all(List<Truth> parts) {
    return firstOf(parts, FALSE, UNKNOWN, NO_DATA, TRUE);
  }

  /** True where one is, false where all are. */
  static Truth any(List<Truth> parts) {
    return firstOf(parts, TRUE, UNKNOWN, NO_DATA, FALSE);
  }

  private static Truth firstOf(List<Truth> parts, Truth... order) {
    for (Truth truth : order) {
      if (parts.contains(truth)) {
        return truth;
      }
    }
    throw new IllegalArgumentException("nothing to combine");
  }
}
