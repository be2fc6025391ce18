package com.ytempire.ml.api.cache;

import java.time.Duration;

/**
 * How processes share the work of computing answers.
 *
 * @param lock whose turn it is
 * @param heldFor longest time that a computation takes; a process that dies blocks nobody for
 *     longer
 * @param waitAtMost how long an answer of another process is waited for, before it is computed here
 *     as well
 * @param lookEvery time between two looks for it, above zero
 */
public record SharedComputing(
    AnswerLock lock, Duration heldFor, Duration waitAtMost, Duration lookEvery) {

  public SharedComputing {
    if (heldFor.toMillis() < 1 || waitAtMost.isNegative() || lookEvery.toMillis() < 1) {
      throw new IllegalArgumentException(
          "held for %s, waited for %s, looked every %s; expected at least 1 ms, 0, at least 1 ms"
              .formatted(heldFor, waitAtMost, lookEvery));
    }
  }
}
