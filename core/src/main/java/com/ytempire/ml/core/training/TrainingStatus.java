package com.ytempire.ml.core.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a job has come. */
public enum TrainingStatus {
  /** Recorded; no worker has it. */
  PENDING,
  /** A worker is at it. */
  RUNNING,
  /** It ended and left its artifacts. */
  COMPLETED,
  /** It ended without a model. */
  FAILED,
  /** It was called off. */
  CANCELLED;

  /** The word on the wire and in tables, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a job stays as it is from now on. */
  public boolean isFinal() {
    return this != PENDING && this != RUNNING;
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
        "training status '%s'; allowed: %s"
            .formatted(
                word,
                Arrays.stream(values())
                    .map(TrainingStatus::word)
                    .collect(Collectors.joining(", "))));
  }
}
