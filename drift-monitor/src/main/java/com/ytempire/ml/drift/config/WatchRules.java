package com.ytempire.ml.drift.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * Thresholds of what is watched besides distributions.
 *
 * @param nullRate change of the share of missing values, 0 to 1, from which on it is an alarm
 * @param maxAge inputs older than this when the model answered are stale
 * @param staleShare share of stale inputs that is allowed, 0 to 1
 * @param accuracyDrop fall of the share of right answers, 0 to 1, from which on it is an alarm
 * @param errorRise rise of the mean absolute error, as a share of what it was, likewise; 0 or more
 */
public record WatchRules(
    double nullRate, Duration maxAge, double staleShare, double accuracyDrop, double errorRise)
    implements Serializable {
  /** Five in a hundred; an hour; a tenth more error. */
  public static final WatchRules DEFAULT =
      new WatchRules(0.05, Duration.ofHours(1), 0.05, 0.05, 0.1);
}
