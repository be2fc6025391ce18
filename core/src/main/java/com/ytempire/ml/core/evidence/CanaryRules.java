package com.ytempire.ml.core.evidence;

import java.time.Duration;

/**
 * When a canary is taken back, promoted or ended, and how often that may be a mistake.
 *
 * @param rollBack whether one that does harm is taken back without a human
 * @param promote whether one that has proved itself is promoted without a human
 * @param falseAlarm largest chance, over its whole life, that a version that is as good is taken
 *     back; above 0 and below 1
 * @param falsePromotion largest chance, over its whole life, that a version is promoted that is
 *     worse by a margin or more; above 0 and below 1
 * @param margins from which difference on a version is worse
 * @param minRequests requests of each side before a promotion
 * @param minOutcomes judged answers of each side before a promotion
 * @param horizon age at which a canary of which nothing is shown is ended and the active version
 *     kept
 */
public record CanaryRules(
    boolean rollBack,
    boolean promote,
    double falseAlarm,
    double falsePromotion,
    Margins margins,
    int minRequests,
    int minOutcomes,
    Duration horizon) {

  /**
   * Differences that matter, each as a share, above 0 and below 1.
   *
   * @param errors of the requests
   * @param slow of the answers
   * @param wrong of the judged answers
   * @param loss in the mean squared error of the probability
   */
  public record Margins(double errors, double slow, double wrong, double loss) {
    double of(Question question) {
      return switch (question) {
        case ERRORS -> errors;
        case SLOW -> slow;
        case WRONG -> wrong;
        case LOSS -> loss;
      };
    }
  }

  /**
   * The part of the false alarms that one question may take; together they stay within {@link
   * #falseAlarm} (union bound).
   */
  double falseAlarmEach() {
    return falseAlarm / Question.values().length;
  }
}
