package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.PredictionFixtures.outcome;
import static com.ytempire.ml.core.store.PredictionFixtures.prediction;
import static com.ytempire.ml.core.store.PredictionFixtures.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of predictions can work out. Tests use models of their own. */
public abstract class PredictionStatisticsContract {
  /** When the store under test says that it is. */
  protected static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  private static final LocalDate DAY = LocalDate.parse("2026-01-10");
  private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant END = Instant.parse("2026-01-11T00:00:00Z");

  protected abstract PredictionLog log();

  protected abstract ModelRegistry registry();

  protected abstract PredictionStatistics statistics();

  private ModelRef version(String name) {
    ModelRef ref = new ModelRef(name, "1.0");
    registry()
        .register(
            new ModelVersion(
                UUID.randomUUID(),
                ref,
                "trend_prediction",
                ModelStatus.INACTIVE,
                "s3://models/" + ref.folder(),
                null,
                null,
                null,
                START,
                null,
                null,
                null));
    return ref;
  }

  private PredictionSummary summary(ModelRef model, Answers answers) {
    return statistics().summaries(List.of(model), START, END, answers).get(model);
  }

  private static FailedRequests failed(ModelRef model, TrafficVariant variant, int count) {
    return new FailedRequests(UUID.randomUUID(), model, variant, count, START.plusSeconds(60));
  }

  @Test
  void saysOfAVersionThatNobodyAskedThatItDidNothing() {
    ModelRef idle = version("idle");
    ModelRef unknown = new ModelRef("unknown", "1.0");

    Map<ModelRef, PredictionSummary> summaries =
        statistics().summaries(List.of(idle, unknown), START, END, Answers.GIVEN);

    assertThat(summaries)
        .containsOnly(
            Map.entry(idle, PredictionSummary.none(idle)),
            Map.entry(unknown, PredictionSummary.none(unknown)));
    assertThat(summaries.get(idle).errorRate()).isNull();
    assertThat(statistics().summaries(List.of(), START, END, Answers.GIVEN)).isEmpty();
  }

  @Test
  void countsAnswersErrorsLatenciesAndCosts() {
    ModelRef model = version("counted");
    log()
        .saveServed(
            List.of(
                served(model, TrafficVariant.ACTIVE, START, 10, "0.25"),
                served(model, TrafficVariant.ACTIVE, START.plusSeconds(1), 20, "0.25"),
                served(model, TrafficVariant.CANARY, END.minusMillis(1), 30, "0"),
                served(model, TrafficVariant.ACTIVE, START.minusMillis(1), 9000, "5"),
                served(model, TrafficVariant.ACTIVE, END, 9000, "5")));
    FailedRequests some = failed(model, TrafficVariant.ACTIVE, 2);
    log().saveFailures(List.of(some, failed(model, TrafficVariant.CANARY, 3)));
    log().saveFailures(List.of(some));

    PredictionSummary summary = summary(model, Answers.SERVED);

    assertThat(summary)
        .isEqualTo(
            new PredictionSummary(
                model,
                3,
                5,
                new LatencyQuantiles(20, 29, 29.8),
                JudgedAnswers.NONE,
                new BigDecimal("0.5"),
                new BigDecimal("0.2")));
    assertThat(summary.requests()).isEqualTo(8);
    assertThat(summary.errorRate()).isEqualTo(5.0 / 8);
  }

  @Test
  void countsEachSideOfAComparisonByItself() {
    ModelRef model = version("sides");
    log()
        .saveServed(
            List.of(
                served(model, TrafficVariant.ACTIVE, START, 10, "0"),
                served(model, TrafficVariant.CANARY, START, 50, "0"),
                served(model, TrafficVariant.CANARY, START.plusSeconds(1), 51, "0"),
                served(model, TrafficVariant.CANARY, END, 51, "0"),
                served(model, TrafficVariant.SHADOW, START, 900, "0")));
    log()
        .saveFailures(
            List.of(
                failed(model, TrafficVariant.ACTIVE, 2),
                failed(model, TrafficVariant.CANARY, 3),
                failed(model, TrafficVariant.SHADOW, 4)));
    // What a job was asked is another population.
    Prediction ofJob = prediction(model, "sides", START);
    log().savePredictions(List.of(ofJob));
    log().saveOutcomes(List.of(outcome(ofJob, true, 0)));

    Duration slow = Duration.ofMillis(50);
    assertThat(statistics().counts(model, TrafficVariant.CANARY, START, END, slow))
        .isEqualTo(new SideCounts(2, 3, 1, 0, 0, 0));
    assertThat(statistics().counts(model, TrafficVariant.ACTIVE, START, END, slow))
        .isEqualTo(new SideCounts(1, 2, 0, 0, 0, 0));
    assertThat(
            statistics()
                .counts(new ModelRef("nobody", "1"), TrafficVariant.ACTIVE, START, END, slow))
        .isEqualTo(SideCounts.NONE);
  }

  @Test
  void keepsWhatAShadowDidApart() {
    ModelRef model = version("shadowed");
    log()
        .saveServed(
            List.of(
                served(model, TrafficVariant.SHADOW, START, 10, "0"),
                served(model, TrafficVariant.ACTIVE, START, 20, "0"),
                served(model, TrafficVariant.ACTIVE, START, 20, "0")));
    log().saveFailures(List.of(failed(model, TrafficVariant.SHADOW, 7)));

    assertThat(summary(model, Answers.SHADOWED).answers()).isEqualTo(1);
    assertThat(summary(model, Answers.SHADOWED).errors()).isEqualTo(7);
    assertThat(summary(model, Answers.SERVED).answers()).isEqualTo(2);
    assertThat(summary(model, Answers.SERVED).errors()).isZero();
    assertThat(summary(model, Answers.GIVEN).requests()).isEqualTo(2);
  }

  @Test
  void judgesAnswersOfJobsByTheirOwnOutcomes() {
    ModelRef model = version("judged");
    // The fixtures say 0.7321, and that it took off.
    Prediction right = prediction(model, "a", START);
    Prediction open = prediction(model, "b", START);
    Prediction replaced = prediction(model, "c", START);
    Prediction newer = prediction(model, "c", START.plusSeconds(1));
    Prediction denied = PredictionFixtures.withProbability(prediction(model, "d", START), 0.49);
    Prediction edge = PredictionFixtures.withProbability(prediction(model, "e", START), 0.5);
    log().savePredictions(List.of(right, open, replaced, newer, denied, edge));
    log()
        .saveOutcomes(
            List.of(
                outcome(right, true, 0),
                outcome(replaced, true, 0),
                outcome(denied, false, 0),
                PredictionFixtures.calm(outcome(edge, false, 0))));
    log().saveServed(List.of(served(model, TrafficVariant.ACTIVE, START, 1, "0")));

    PredictionSummary summary = summary(model, Answers.GIVEN);

    assertThat(summary.answers()).isEqualTo(6);
    assertThat(summary.judged()).isEqualTo(new JudgedAnswers(1, 1, 0, 1));
    assertThat(summary.judged().accuracy()).isEqualTo(1.0 / 3);
    assertThat(summary.judged().precision()).isEqualTo(0.5);
    assertThat(summary.judged().recall()).isEqualTo(0.5);
    assertThat(summary.judged().f1()).isEqualTo(0.5);
    assertThat(summary(model, Answers.SERVED).answers()).isEqualTo(1);
  }

  @Test
  void measuresADayAnewInPlaceOfWhatWasMeasuredBefore() {
    ModelRef model = version("daily");
    Prediction right = prediction(model, "a", START);
    log().savePredictions(List.of(right, prediction(model, "b", START)));
    log().saveFailures(List.of(failed(model, TrafficVariant.ACTIVE, 1)));
    assertThat(statistics().measureDay(DAY)).isPositive();

    log().saveOutcomes(List.of(outcome(right, true, 0)));
    log().saveServed(List.of(served(model, TrafficVariant.ACTIVE, START, 112, "1.5")));
    statistics().measureDay(DAY);
    statistics().measureDay(DAY);

    assertThat(statistics().daily(model, DAY.minusDays(1), DAY.plusDays(1)))
        .containsExactly(
            new DailyPerformance(
                model,
                DAY,
                3,
                1.0,
                1.0,
                1.0,
                1.0,
                12,
                102,
                110,
                1,
                0.25,
                new BigDecimal("1.5"),
                null,
                NOW));
    assertThat(statistics().daily(model, DAY.plusDays(1), DAY.plusDays(2))).isEmpty();
  }

  @Test
  void measuresSeveralDaysOnceOnly() {
    ModelRef model = version("once");
    Instant earlier = Instant.parse("2025-06-01T12:00:00Z");
    ServedPrediction first = served(model, TrafficVariant.ACTIVE, earlier, 1, "0");
    ServedPrediction second =
        served(model, TrafficVariant.ACTIVE, earlier.plusSeconds(86_400), 1, "0");
    log().saveServed(List.of(first, second));
    LocalDate from = LocalDate.parse("2025-06-01");

    assertThat(statistics().measureDaysOnce(from, from.plusDays(1), NOW)).isTrue();
    assertThat(statistics().measureDaysOnce(from, from.plusDays(1), NOW)).isFalse();
    assertThat(statistics().measureDaysOnce(from, from.plusDays(1), NOW.plusSeconds(1))).isTrue();

    assertThat(statistics().daily(model, from, from.plusDays(9))).hasSize(2);
  }
}
