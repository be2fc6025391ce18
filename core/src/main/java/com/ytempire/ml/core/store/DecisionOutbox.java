package com.ytempire.ml.core.store;

import com.ytempire.ml.core.model.RolloutDecision;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Decisions that others are yet to be told of. A decision waits here from the transaction that made
 * it, so none is lost; who tells it twice uses its id as the key. Safe to share between threads and
 * processes; calls block, and throw {@link StoreUnavailableException} when the store does not
 * answer.
 */
public interface DecisionOutbox {
  /** Age from which on nobody is told any more. */
  Duration GIVEN_UP_AFTER = Duration.ofDays(3);

  /**
   * A decision to be told.
   *
   * @param decision what was decided
   * @param attempts how often it was taken before
   */
  record Notice(RolloutDecision decision, int attempts) {}

  /**
   * Takes notices that are due, oldest first; for the length of the lease nobody else gets them.
   *
   * @param limit most notices
   */
  List<Notice> take(int limit, Duration lease);

  /** A notice has arrived. */
  void delivered(UUID decisionId);

  /**
   * A notice has not arrived.
   *
   * @param pause time until it is due again
   * @param why for people
   */
  void failed(UUID decisionId, Duration pause, String why);

  /** How many wait, due or not. */
  long waiting();
}
