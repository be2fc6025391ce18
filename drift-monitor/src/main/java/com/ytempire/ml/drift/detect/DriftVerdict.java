package com.ytempire.ml.drift.detect;

import java.util.Locale;

/** What is said of a column or a window. */
public enum DriftVerdict {
  /** Nothing speaks for a change that is as large as the threshold. */
  STABLE,
  /** It has changed by the threshold or more, and not by chance. */
  DRIFT,
  /** Too few samples to say anything. */
  TOO_FEW,
  /** Nothing to compare with. */
  NO_REFERENCE;

  /** As it is written in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
