package com.ytempire.ml.core.training;

import java.time.Instant;

/**
 * A stretch of the time that examples are of.
 *
 * @param from first time of an example
 * @param to time at which to end, not included
 */
public record TrainingPeriod(Instant from, Instant to) {
  /**
   * @throws IllegalArgumentException when it is empty
   */
  public TrainingPeriod {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from %s is not before to %s".formatted(from, to));
    }
  }
}
