package com.ytempire.ml.core.model;

import java.time.Instant;
import java.util.UUID;

/**
 * What was known of a running canary when it was looked at. Of all looks those are kept at which
 * half as much again had been seen as at the one before, so that a canary leaves some dozens of
 * them however often it is looked at, and however many processes look.
 *
 * @param rolloutId the canary
 * @param since answers from then on were compared
 * @param stage how much had been seen, by {@link #stage}
 * @param at when
 * @param figures what was known, as a JSON object
 */
public record RolloutLook(UUID rolloutId, Instant since, int stage, Instant at, String figures) {
  private static final double GROWTH = 1.5;

  /**
   * How often half as much again has been seen.
   *
   * @param seen answers and outcomes of the canary, 0 or more
   * @return 0 where nothing was seen
   */
  public static int stage(long seen) {
    return seen <= 0 ? 0 : 1 + (int) Math.floor(Math.log(seen) / Math.log(GROWTH));
  }
}
