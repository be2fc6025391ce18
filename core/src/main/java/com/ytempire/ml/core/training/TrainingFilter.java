package com.ytempire.ml.core.training;

import java.util.Optional;
import java.util.UUID;

/**
 * Which jobs are listed, newest first.
 *
 * @param status only these
 * @param modelType only trainings of this model
 * @param after the job behind which the list goes on
 * @param limit most of them, 1 to 1000
 */
public record TrainingFilter(
    Optional<TrainingStatus> status, Optional<String> modelType, Optional<UUID> after, int limit) {
  /** Most jobs of one list. */
  public static final int MAX_LIMIT = 1000;

  /**
   * @throws IllegalArgumentException when the limit is out of range
   */
  public TrainingFilter {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit %d; expected 1 to %d".formatted(limit, MAX_LIMIT));
    }
  }

  /** The newest of all. */
  public static TrainingFilter newest(int limit) {
    return new TrainingFilter(Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }
}
