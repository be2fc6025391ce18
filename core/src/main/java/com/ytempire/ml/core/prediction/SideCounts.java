package com.ytempire.ml.core.prediction;

/**
 * What one side of a canary did, in counts that only grow.
 *
 * @param answers requests that it answered
 * @param errors requests that it was asked and did not answer
 * @param slow answers that took longer than the bound of the comparison
 * @param judged answers whose outcome is known
 * @param wrong judged answers that said the other thing
 * @param loss sum of squared differences between probability and outcome over the judged answers
 *     (Brier), 0 to {@code judged}
 */
public record SideCounts(
    long answers, long errors, long slow, long judged, long wrong, double loss) {
  /** Nothing yet. */
  public static final SideCounts NONE = new SideCounts(0, 0, 0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException when a count is negative or a part larger than its whole
   */
  public SideCounts {
    if (Math.min(errors, Math.min(slow, wrong)) < 0
        || slow > answers
        || wrong > judged
        || judged > answers
        || !(loss >= 0 && loss <= judged)) {
      throw new IllegalArgumentException(
          "%d answers, %d slow, %d errors, %d judged, %d wrong, loss %s cannot be"
              .formatted(answers, slow, errors, judged, wrong, loss));
    }
  }

  /** Requests, answered or not. */
  public long requests() {
    return answers + errors;
  }
}
