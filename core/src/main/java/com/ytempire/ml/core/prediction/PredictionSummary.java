package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.model.ModelRef;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a version did in a period.
 *
 * @param model the version
 * @param answers requests that it answered
 * @param errors requests that it was asked and did not answer
 * @param latency of the answers, or null where there is none
 * @param judged answers whose outcome is known
 * @param cost of all answers
 * @param apiCost the part of it that providers take
 */
public record PredictionSummary(
    ModelRef model,
    long answers,
    long errors,
    @Nullable LatencyQuantiles latency,
    JudgedAnswers judged,
    BigDecimal cost,
    BigDecimal apiCost) {

  public PredictionSummary {
    cost = plain(cost);
    apiCost = plain(apiCost);
  }

  /** Without the zeros that a column's scale adds, so that equal sums are equal. */
  private static BigDecimal plain(BigDecimal money) {
    BigDecimal stripped = money.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A version that nobody asked. */
  public static PredictionSummary none(ModelRef model) {
    return new PredictionSummary(
        model, 0, 0, null, JudgedAnswers.NONE, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Requests, answered or not. */
  public long requests() {
    return answers + errors;
  }

  /** Share of the requests that got no answer, 0 to 1, or null where there was none. */
  public @Nullable Double errorRate() {
    return requests() == 0 ? null : Double.valueOf((double) errors / requests());
  }
}
