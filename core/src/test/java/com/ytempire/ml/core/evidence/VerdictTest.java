package com.ytempire.ml.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.evidence.CanaryRules.Margins;
import com.ytempire.ml.core.evidence.Verdict.Step;
import com.ytempire.ml.core.prediction.SideCounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  static final CanaryRules RULES =
      new CanaryRules(
          true,
          true,
          0.01,
          0.05,
          new Margins(0.01, 0.05, 0.02, 0.02),
          200,
          100,
          Duration.ofDays(28));

  private static Verdict judge(SideCounts active, SideCounts candidate, CanaryRules rules) {
    return Verdict.of(active, candidate, Duration.ofHours(1), rules);
  }

  private static SideCounts side(long answers, long errors, long slow, long judged, long wrong) {
    return new SideCounts(answers, errors, slow, judged, wrong, 0.7 * wrong);
  }

  @ParameterizedTest
  @CsvSource({
    // Active: answers, errors, slow, judged, wrong; then the candidate.
    "1800, 2, 90, 0, 0, 190, 10, 9, 0, 0, ROLL_BACK", // 5 % errors beside 0.1 %
    "1800, 2, 90, 0, 0, 199, 1, 10, 0, 0, GO_ON", // one error is chance
    "200, 0, 10, 0, 0, 0, 12, 0, 0, 0, ROLL_BACK", // nothing works, and few requests tell
    "9000000, 0, 0, 0, 0, 1000000, 900, 0, 0, 0, GO_ON", // surely more, but one in a thousand
    "1800, 0, 90, 0, 0, 200, 0, 60, 0, 0, ROLL_BACK", // 30 % slow beside 5 %
    "1800, 0, 90, 0, 0, 200, 0, 14, 0, 0, GO_ON", // 7 % beside 5 % is chance
    "9000, 0, 450, 9000, 1350, 1500, 0, 75, 1500, 375, ROLL_BACK", // wrong in 25 %, not 15 %
    "9000, 0, 450, 9000, 1350, 100, 0, 5, 100, 20, GO_ON", // too few to tell
    "9000, 0, 450, 9000, 1350, 3000, 0, 150, 3000, 210, PROMOTE", // wrong in 7 %, not 15 %
    "9000, 0, 450, 9000, 1350, 3000, 0, 150, 90, 0, GO_ON", // hardly any outcome
    "900000, 0, 45000, 0, 0, 100000, 0, 5000, 0, 0, GO_ON", // no outcome, no promotion
    "9000, 0, 450, 9000, 1350, 3000, 200, 150, 3000, 210, ROLL_BACK" // right more often, but fails
  })
  void decidesByWhatBothSidesDid(
      long answers,
      long errors,
      long slow,
      long judged,
      long wrong,
      long itsAnswers,
      long itsErrors,
      long itsSlow,
      long itsJudged,
      long itsWrong,
      Step step) {
    Verdict verdict =
        judge(
            side(answers, errors, slow, judged, wrong),
            side(itsAnswers, itsErrors, itsSlow, itsJudged, itsWrong),
            RULES);

    assertThat(verdict.step()).as(verdict.toString()).isEqualTo(step);
    assertThat(verdict.findings()).hasSize(4);
  }

  @Test
  void namesTheFiguresThatDecided() {
    Verdict verdict = judge(side(1800, 2, 90, 0, 0), side(190, 10, 9, 0, 0), RULES);

    assertThat(verdict.reason())
        .startsWith(
            "worse; of requests without an answer: 0.0500 over 200, the active version 0.0011 over"
                + " 1802; the difference is between 0.0")
        .endsWith("margin 0.0100");
  }

  @Test
  void saysWhatAPromotionWaitsFor() {
    Verdict verdict = judge(side(90_000, 0, 450, 0, 0), side(10_000, 0, 50, 0, 0), RULES);

    assertThat(verdict.missing())
        .containsExactly(
            "100 judged answers of each side, there are 0 of the active version and 0 of the"
                + " canary",
            "of judged answers wrong: 0.0000 over 0, the active version 0.0000 over 0; the"
                + " difference is between -1.0000 and 1.0000, margin 0.0200",
            "mean squared error of the probability: 0.0000 over 0, the active version 0.0000 over"
                + " 0; the difference is between -1.0000 and 1.0000, margin 0.0200");
  }

  @Test
  void leavesToAHumanWhatTheRulesDoNotAllow() {
    SideCounts active = side(9000, 0, 450, 9000, 1350);
    CanaryRules none =
        new CanaryRules(false, false, 0.01, 0.05, RULES.margins(), 200, 100, Duration.ofDays(28));

    assertThat(judge(active, side(3000, 0, 150, 3000, 210), none).step()).isEqualTo(Step.GO_ON);
    assertThat(judge(active, side(3000, 900, 150, 3000, 210), none).step()).isEqualTo(Step.GO_ON);
  }

  @Test
  void keepsTheActiveVersionWhenNothingWasShownInTime() {
    SideCounts active = side(900, 0, 45, 0, 0);
    SideCounts candidate = side(100, 0, 5, 0, 0);

    assertThat(Verdict.of(active, candidate, Duration.ofDays(28).minusMillis(1), RULES).step())
        .isEqualTo(Step.GO_ON);
    Verdict late = Verdict.of(active, candidate, Duration.ofDays(28), RULES);
    assertThat(late.step()).isEqualTo(Step.KEEP);
    assertThat(late.reason()).contains("within 672 h").contains("100 judged answers of each side");
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> new SideCounts(10, 0, 11, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SideCounts(10, 0, 0, 5, 6, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SideCounts(10, 0, 0, 5, 0, 5.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tally(-1, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
