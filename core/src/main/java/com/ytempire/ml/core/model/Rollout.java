package com.ytempire.ml.core.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A candidate on its way into traffic.
 *
 * @param id by which inputs are spread over both sides, so that each stays on its side
 * @param candidate the version that is tried
 * @param kind how
 * @param percentage share of the requests that the candidate is asked, 1 to 100
 * @param state how far it has come
 * @param startedAt when it began
 * @param endedAt when it left {@link RolloutState#RUNNING}, or null
 * @param reason why it ended, or null while it runs
 * @param startedBy who or what began it, at most 100 characters
 */
public record Rollout(
    UUID id,
    ModelRef candidate,
    RolloutKind kind,
    int percentage,
    RolloutState state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    String startedBy) {

  /**
   * @throws IllegalArgumentException when the percentage is not in 1 to 100
   */
  public Rollout {
    if (percentage < 1 || percentage > 100) {
      throw new IllegalArgumentException(
          "rollout of %s to %d %%; expected 1 to 100".formatted(candidate, percentage));
    }
  }

  public boolean isRunning() {
    return state == RolloutState.RUNNING;
  }

  /** The same rollout with another share. */
  public Rollout withPercentage(int newPercentage) {
    return new Rollout(
        id, candidate, kind, newPercentage, state, startedAt, endedAt, reason, startedBy);
  }

  /** The same rollout, over. */
  public Rollout ended(RolloutState finalState, Instant at, String why) {
    return new Rollout(id, candidate, kind, percentage, finalState, startedAt, at, why, startedBy);
  }
}
