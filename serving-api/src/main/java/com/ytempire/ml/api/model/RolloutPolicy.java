package com.ytempire.ml.api.model;

import com.ytempire.ml.core.settings.RolloutSettings;

/**
 * When a canary is taken back or promoted without a human. The figures beside the settings are
 * those from which on a difference matters to callers, not only to statistics.
 *
 * @param rollBack whether one that does harm is taken back
 * @param promote whether one that has proved itself is promoted
 * @param minRequests requests of each side before errors and latencies are compared
 * @param minOutcomes judged answers of each side before accuracies are compared
 */
record RolloutPolicy(boolean rollBack, boolean promote, int minRequests, int minOutcomes) {
  /** Standard errors between two shares: a chance of about 1 in 1,000 that nothing is behind it. */
  static final double SIGNIFICANT = 3;

  /** Errors of one request in a hundred more than the active version's. */
  static final double HARMFUL_ERRORS = 0.01;

  /** Twice the active version's p95, and more than what a caller would notice. */
  static final double HARMFUL_LATENCY_FACTOR = 2;

  static final double HARMFUL_LATENCY_MILLIS = 25;

  /** A candidate may be this much less often right and still count as equal. */
  static final double EQUAL_ACCURACY = 0.01;

  static RolloutPolicy of(RolloutSettings settings) {
    return new RolloutPolicy(
        settings.rollBack(), settings.promote(), settings.minRequests(), settings.minOutcomes());
  }
}
