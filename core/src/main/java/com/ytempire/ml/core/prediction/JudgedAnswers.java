package com.ytempire.ml.core.prediction;

import org.jspecify.annotations.Nullable;

/**
 * Answers whose outcome is known. Positive is a probability of at least one half that the video
 * takes off; true is what then happened. What cannot be computed for want of answers is null.
 *
 * @param truePositives said so and right
 * @param falsePositives said so and wrong
 * @param trueNegatives denied and right
 * @param falseNegatives denied and wrong
 */
public record JudgedAnswers(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {
  /** None yet. */
  public static final JudgedAnswers NONE = new JudgedAnswers(0, 0, 0, 0);

  /** How many there are. */
  public long count() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Answers that were right. */
  public long correct() {
    return truePositives + trueNegatives;
  }

  /** With one more. */
  public JudgedAnswers plus(boolean said, boolean happened) {
    return new JudgedAnswers(
        truePositives + (said && happened ? 1 : 0),
        falsePositives + (said && !happened ? 1 : 0),
        trueNegatives + (!said && !happened ? 1 : 0),
        falseNegatives + (!said && happened ? 1 : 0));
  }

  /** Right answers by all, 0 to 1. */
  public @Nullable Double accuracy() {
    return share(correct(), count());
  }

  /** Of what was said to take off, the share that did, 0 to 1. */
  public @Nullable Double precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /** Of what took off, the share that was said to, 0 to 1. */
  public @Nullable Double recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /** {@code 2 TP / (2 TP + FP + FN)}, 0 to 1. */
  public @Nullable Double f1() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : Double.valueOf((double) part / whole);
  }
}
