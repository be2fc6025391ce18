package com.ytempire.ml.core.training;

import java.util.Locale;

/** How far a job has come. The last two are final. */
public enum TrainingStatus {
  /** Recorded; no trainer has taken it yet. */
  PENDING,
  /** A trainer is at work. */
  RUNNING,
  /** It ended and left its artifacts. */
  COMPLETED,
  /** It ended without a model. */
  FAILED;

  /** The word on the wire and in tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for any other word
   */
  public static TrainingStatus ofWord(String word) {
    for (TrainingStatus status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "training status '%s'; allowed: pending, running, completed, failed".formatted(word));
  }
}
