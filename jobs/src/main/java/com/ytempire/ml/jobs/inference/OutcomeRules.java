package com.ytempire.ml.jobs.inference;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a later snapshot tells what became of a prediction. All times are event times.
 *
 * @param minHorizon the earliest that a later snapshot may be; zero for the next one, whenever it
 *     is, which must be later all the same
 * @param longestWait how long an outcome is waited for; a later snapshot tells nothing any more
 * @param maxPending most predictions of one video that wait at a time; beyond, the oldest is given
 *     up
 */
public record OutcomeRules(Duration minHorizon, Duration longestWait, int maxPending)
    implements Serializable {
  /**
   * The next snapshot, for up to 14 days. Lists of trending videos come daily or more often, and
   * few videos return after a week away; 64 snapshots bound a video at about 10 KB of state.
   */
  public static final OutcomeRules DEFAULT =
      new OutcomeRules(Duration.ZERO, Duration.ofDays(14), 64);

  public OutcomeRules {
    if (minHorizon.isNegative()
        || longestWait.compareTo(minHorizon) <= 0
        || longestWait.isZero()
        || maxPending < 1) {
      throw new IllegalArgumentException(
          "outcomes after %s, waiting %s, at most %d pending; expected 0 <= after < waiting, >= 1"
              .formatted(minHorizon, longestWait, maxPending));
    }
  }
}
