package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a canary is taken back, promoted or ended without a human.
 *
 * @param rollBack {@code CANARY_AUTO_ROLLBACK}: whether one that does harm is taken back, default
 *     true
 * @param promote {@code CANARY_AUTO_PROMOTE}: whether one that has proved itself becomes the active
 *     version, default true
 * @param falseAlarm {@code CANARY_FALSE_ALARM}: largest chance that a version that is as good is
 *     taken back, over the canary's whole life, 0.000001 to 0.5, default 0.01
 * @param falsePromotion {@code CANARY_FALSE_PROMOTION}: largest chance that one is promoted that is
 *     worse by a margin or more, 0.000001 to 0.5, default 0.05
 * @param marginErrors {@code CANARY_MARGIN_ERRORS}: a larger share of requests without an answer is
 *     worse by this difference, 0.0001 to 0.5, default 0.01
 * @param marginSlow {@code CANARY_MARGIN_SLOW}: the same for the share of slow answers, default
 *     0.05
 * @param marginWrong {@code CANARY_MARGIN_WRONG}: the same for the share of wrong ones among judged
 *     answers, default 0.02
 * @param marginLoss {@code CANARY_MARGIN_LOSS}: the same for the mean squared error of the
 *     probability, default 0.02
 * @param minRequests {@code CANARY_MIN_REQUESTS}: requests of each side before a promotion, 10 to
 *     1,000,000, default 200
 * @param minOutcomes {@code CANARY_MIN_OUTCOMES}: judged answers of each side before a promotion,
 *     10 to 1,000,000, default 100
 * @param slow {@code CANARY_SLOW_MS}: an answer is slow above this, or above the p95 that the
 *     active version had on the day before the canary, whichever is longer; 1 to 60,000 ms, default
 *     50
 * @param horizon {@code CANARY_HORIZON_HOURS}: age at which a canary of which nothing was shown is
 *     ended, 1 to 8,760 h, default 672 (28 days)
 * @param look {@code CANARY_LOOK_MS}: time between two looks, 100 to 3,600,000 ms, default 15 s
 */
public record CanarySettings(
    boolean rollBack,
    boolean promote,
    double falseAlarm,
    double falsePromotion,
    double marginErrors,
    double marginSlow,
    double marginWrong,
    double marginLoss,
    int minRequests,
    int minOutcomes,
    Duration slow,
    Duration horizon,
    Duration look)
    implements Serializable {

  static CanarySettings from(Variables variables) {
    return new CanarySettings(
        variables.flag("CANARY_AUTO_ROLLBACK", true),
        variables.flag("CANARY_AUTO_PROMOTE", true),
        variables.number("CANARY_FALSE_ALARM", 0.01, 0.000001, 0.5),
        variables.number("CANARY_FALSE_PROMOTION", 0.05, 0.000001, 0.5),
        variables.number("CANARY_MARGIN_ERRORS", 0.01, 0.0001, 0.5),
        variables.number("CANARY_MARGIN_SLOW", 0.05, 0.0001, 0.5),
        variables.number("CANARY_MARGIN_WRONG", 0.02, 0.0001, 0.5),
        variables.number("CANARY_MARGIN_LOSS", 0.02, 0.0001, 0.5),
        variables.integer("CANARY_MIN_REQUESTS", 200, 10, 1_000_000),
        variables.integer("CANARY_MIN_OUTCOMES", 100, 10, 1_000_000),
        variables.millis("CANARY_SLOW_MS", 50, 1, 60_000),
        Duration.ofHours(variables.integer("CANARY_HORIZON_HOURS", 672, 1, 8_760)),
        variables.millis("CANARY_LOOK_MS", 15_000, 100, 3_600_000));
  }
}
