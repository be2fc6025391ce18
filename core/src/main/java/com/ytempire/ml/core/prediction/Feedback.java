package com.ytempire.ml.core.prediction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a user of a prediction says came of it. Null stands for what was not said.
 *
 * @param predictionId the prediction
 * @param views total views that the video had, at least 0
 * @param likes total likes, at least 0
 * @param comments total comments, at least 0
 * @param grewTwentyPercent whether it took off as {@link Growth#isViral} means it
 * @param score how useful the prediction was, 0 to 1; two decimals are kept
 * @param remark in the user's words
 * @param receivedAt when the platform was told
 */
public record Feedback(
    UUID predictionId,
    @Nullable Long views,
    @Nullable Long likes,
    @Nullable Long comments,
    @Nullable Boolean grewTwentyPercent,
    @Nullable Double score,
    @Nullable String remark,
    Instant receivedAt) {

  /**
   * @throws IllegalArgumentException when the score is not in 0 to 1
   */
  public Feedback {
    if (score != null && !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score %s; expected 0 to 1".formatted(score));
    }
  }

  /** Whether it says anything about what happened. */
  public boolean hasOutcome() {
    return views != null || likes != null || comments != null || grewTwentyPercent != null;
  }
}
