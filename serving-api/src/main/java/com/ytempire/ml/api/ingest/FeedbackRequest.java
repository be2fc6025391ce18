package com.ytempire.ml.api.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.core.prediction.Feedback;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a prediction. Any of the three may be absent, but not both of the first two.
 *
 * @param predictionId the id that the prediction's answer had
 * @param actualOutcome what happened
 * @param feedbackScore how useful the prediction was, 0 to 1; two decimals are kept
 * @param comment in the caller's words
 */
@Introspected
record FeedbackRequest(
    @NotNull UUID predictionId,
    @Nullable @Valid ActualOutcome actualOutcome,
    @Nullable @DecimalMin("0") @DecimalMax("1") Double feedbackScore,
    @Nullable @Size(min = 1, max = 1000) String comment) {
  private static final long MOST = 9_007_199_254_740_991L;

  /**
   * What happened with the video.
   *
   * @param views total views
   * @param likes total likes
   * @param comments total comments
   * @param grew20Percent whether it gained at least a fifth of its views until it was looked at
   *     next
   */
  @Introspected
  record ActualOutcome(
      @Nullable @PositiveOrZero @Max(MOST) Long views,
      @Nullable @PositiveOrZero @Max(MOST) Long likes,
      @Nullable @PositiveOrZero @Max(MOST) Long comments,
      @Nullable @JsonProperty("grew_20_percent") Boolean grew20Percent) {}

  Feedback toFeedback(Instant now) {
    ActualOutcome happened =
        actualOutcome != null ? actualOutcome : new ActualOutcome(null, null, null, null);
    return new Feedback(
        predictionId,
        happened.views(),
        happened.likes(),
        happened.comments(),
        happened.grew20Percent(),
        feedbackScore,
        comment,
        now);
  }
}
