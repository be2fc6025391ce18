package com.ytempire.ml.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.api.model.RolloutDecision.Step;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutDecisionTest {
  private static final RolloutPolicy BOTH = new RolloutPolicy(true, true, 200, 500);

  private static PredictionSummary side(
      long answers, long errors, double p95, long correct, long judged) {
    return new PredictionSummary(
        new ModelRef("m", "1"),
        answers,
        errors,
        answers == 0 ? null : new LatencyQuantiles(p95 / 2, p95, p95 * 2),
        new JudgedAnswers(correct, judged - correct, 0, 0),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    // Active: answers, errors, p95, correct, judged; then the candidate.
    "1800, 2, 40, 0, 0, 190, 10, 40, 0, 0, ROLL_BACK", // 5 % errors beside 0.1 %
    "1800, 2, 40, 0, 0, 90, 5, 40, 0, 0, GO_ON", // too few requests to tell
    "1800, 2, 40, 0, 0, 199, 1, 40, 0, 0, GO_ON", // one error is chance
    "180000, 0, 40, 0, 0, 19980, 20, 40, 0, 0, GO_ON", // significant, but one in a thousand
    "1800, 2, 40, 0, 0, 250, 0, 90, 0, 0, ROLL_BACK", // more than twice as slow
    "1800, 2, 4, 0, 0, 250, 0, 12, 0, 0, GO_ON", // nobody notices 8 ms
    "1800, 2, 40, 0, 0, 150, 0, 900, 0, 0, GO_ON", // too few answers to tell
    "5000, 0, 40, 4000, 5000, 600, 0, 40, 400, 600, ROLL_BACK", // right in 67 %, not 80 %
    "5000, 0, 40, 4000, 5000, 600, 0, 40, 400, 499, GO_ON", // too few judged
    "5000, 0, 40, 4000, 5000, 900, 0, 40, 780, 900, PROMOTE", // right in 87 %
    "5000, 0, 40, 4000, 5000, 600, 0, 40, 478, 600, GO_ON", // as good, but that may be chance
    "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, GO_ON",
  })
  void decidesByCounts(
      long answers,
      long errors,
      double p95,
      long correct,
      long judged,
      long candidateAnswers,
      long candidateErrors,
      double candidateP95,
      long candidateCorrect,
      long candidateJudged,
      Step expected) {
    RolloutDecision decision =
        RolloutDecision.of(
            side(answers, errors, p95, correct, judged),
            side(
                candidateAnswers, candidateErrors, candidateP95, candidateCorrect, candidateJudged),
            BOTH);

    assertThat(decision.step()).as(decision.reason()).isEqualTo(expected);
  }

  @Test
  void doesOnlyWhatThePolicyAllows() {
    PredictionSummary active = side(5000, 0, 40, 4000, 5000);
    PredictionSummary harmful = side(300, 100, 40, 100, 600);
    PredictionSummary better = side(900, 0, 40, 780, 900);
    var never = new RolloutPolicy(false, false, 200, 500);

    assertThat(RolloutDecision.of(active, harmful, never).step()).isEqualTo(Step.GO_ON);
    assertThat(RolloutDecision.of(active, better, never).step()).isEqualTo(Step.GO_ON);
  }

  @Test
  void comparesSharesByTheTwoProportionStatistic() {
    // (0.3 - 0.2) / sqrt(0.25 * 0.75 * (1/100 + 1/100)) = 0.1 / 0.0612372
    assertThat(RolloutDecision.z(20, 100, 30, 100)).isCloseTo(1.632993, within(1e-6));
    assertThat(RolloutDecision.z(0, 100, 0, 100)).isZero();
    assertThat(RolloutDecision.z(30, 100, 20, 100)).isNegative();
  }
}
