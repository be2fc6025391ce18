package com.ytempire.ml.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelEvaluationTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final List<String> FEATURES = List.of("delta_views", "views");
  private static final List<Head> HEADS = List.of(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH);

  private static Example example(
      String video, double before, double views, float viral, float growth, String region) {
    Instant at = Instant.parse("2026-01-05T00:00:00Z");
    return new Example(
        region + "|" + video,
        video,
        at,
        at.plusSeconds(60),
        new float[] {(float) (views - before), (float) views},
        new float[] {viral, growth},
        Map.of("region", region));
  }

  /** 9 → 99 views (growth ln 10), 99 → 99, and one seen for the first time. */
  private static final List<Example> ROWS =
      List.of(
          example("a", 9, 99, 1, 2, "US"),
          example("b", 99, 99, 0, 0.5f, "US"),
          example("c", Double.NaN, 49, 0, 1, "CA"));

  private static ModelEvaluation evaluation(double[] probabilities, double[] growths) {
    return ModelEvaluation.of(
        FEATURES,
        HEADS,
        List.of(
            example("x", 1, 2, 1, 0.3f, "US"),
            example("y", 1, 2, Float.NaN, 0.1f, "US"),
            example("z", 1, 2, 0, Float.NaN, "US")),
        ROWS,
        Map.of(Head.VIRAL_PROBABILITY, probabilities, Head.LOG_GROWTH, growths),
        1);
  }

  @Test
  void naiveAnswersComeFromTheLastGrowthOrTheMeanOfWhatWasLearntFrom() {
    double last = Math.log(10);

    assertThat(answers(NaiveAnswer.LAST_GROWTH, Head.LOG_GROWTH)).containsExactly(last, 0, 0.2);
    assertThat(answers(NaiveAnswer.HALF_LAST_GROWTH, Head.LOG_GROWTH))
        .containsExactly(last / 2, 0, 0.2);
    assertThat(answers(NaiveAnswer.MEAN, Head.LOG_GROWTH)).containsExactly(0.2, 0.2, 0.2);
    double[] scores = answers(NaiveAnswer.LAST_GROWTH, Head.VIRAL_PROBABILITY);
    assertThat(scores).containsExactly(new double[] {0.9, 0, 1}, CLOSE);
  }

  private static double[] answers(NaiveAnswer answer, Head head) {
    return answer.answers(head, FEATURES, 0.2, ROWS);
  }

  @Test
  void headsOfWhichNoLastGrowthIsKnownHaveTheMeanAlone() {
    assertThat(NaiveAnswer.of(Head.LOG_GROWTH, FEATURES)).containsExactly(NaiveAnswer.values());
    assertThat(NaiveAnswer.of(Head.VIRAL_PROBABILITY, FEATURES))
        .containsExactly(NaiveAnswer.LAST_GROWTH, NaiveAnswer.MEAN);
    assertThat(NaiveAnswer.of(Head.LIKES_LOG_GROWTH, FEATURES)).containsExactly(NaiveAnswer.MEAN);
    assertThat(NaiveAnswer.of(Head.HOURS_TO_PEAK, FEATURES)).containsExactly(NaiveAnswer.MEAN);
  }

  @Test
  void aModelIsJudgedBesideNaiveAnswersAndBySlice() {
    ModelEvaluation evaluation =
        evaluation(new double[] {0.8, 0.1, 0.3}, new double[] {1.5, 0.5, 0.9});

    HeadEvaluation viral = evaluation.heads().get(Head.VIRAL_PROBABILITY);
    assertThat(viral.metrics().figure(Figure.AUC)).isEqualTo(1);
    // The first snapshot ranks above the one that was viral.
    assertThat(viral.naive().get(NaiveAnswer.LAST_GROWTH).figure(Figure.AUC)).isEqualTo(0.5);
    assertThat(viral.naive().get(NaiveAnswer.MEAN).figure(Figure.BRIER)).isCloseTo(0.25, CLOSE);
    assertThat(viral.isBetterThanNaive()).isTrue();
    assertThat(viral.slices().get("region").keySet()).containsExactly("CA", "US");
    assertThat(viral.slices().get("region").get("US").rows()).isEqualTo(2);
    assertThat(viral.slices().get("region").get("CA").figure(Figure.AUC)).isNaN();
    assertThat(viral.roc()).isNotEmpty();
    assertThat(viral.reliability()).hasSize(3);
    HeadEvaluation growth = evaluation.heads().get(Head.LOG_GROWTH);
    assertThat(growth.metrics().figure(Figure.MAE)).isCloseTo(0.2, CLOSE);
    // Mean of 0.3 and 0.1 is 0.2, and of the labels 2, 0.5 and 1.
    assertThat(growth.naive().get(NaiveAnswer.MEAN).figure(Figure.MAE))
        .isCloseTo((1.8 + 0.3 + 0.8) / 3, CLOSE);
    assertThat(growth.isBetterThanNaive()).isTrue();
    assertThat(growth.roc()).isEmpty();
    assertThat(evaluation.figures())
        .containsKeys("viral_probability_auc", "log_growth_mae", "log_growth_rmse");
  }

  @Test
  void aModelThatKnowsNothingIsNotBetterThanNaive() {
    ModelEvaluation evaluation = evaluation(new double[3], new double[3]);

    assertThat(evaluation.heads().get(Head.VIRAL_PROBABILITY).isBetterThanNaive()).isFalse();
    assertThat(evaluation.heads().get(Head.LOG_GROWTH).isBetterThanNaive()).isFalse();
  }

  @Test
  void aHeadOfWhichNoLabelIsKnownIsLeftOut() {
    List<Example> unknown = List.of(example("a", 9, 99, Float.NaN, 2, "US"));

    ModelEvaluation evaluation =
        ModelEvaluation.of(
            FEATURES,
            HEADS,
            ROWS,
            unknown,
            Map.of(Head.VIRAL_PROBABILITY, new double[1], Head.LOG_GROWTH, new double[1]),
            1);

    assertThat(evaluation.heads()).containsOnlyKeys(Head.LOG_GROWTH);
  }

  @Test
  void answersThatAreTooFewAreRefused() {
    assertThatThrownBy(() -> evaluation(new double[2], new double[3]))
        .hasMessageContaining("2 answers to 3 examples");
  }

  @Test
  void betterAndWorseAreToldApartAndChanceIsUndecided() {
    List<Judged> good = new ArrayList<>();
    List<Judged> bad = new ArrayList<>();
    List<Judged> likeGood = new ArrayList<>();
    var random = new SplittableRandom(2);
    for (int i = 0; i < 400; i++) {
      double label = random.nextInt(2);
      good.add(noisy(i, label, 0.6, random));
      likeGood.add(noisy(i, label, 0.6, random));
      bad.add(noisy(i, label, 1.5, random));
    }

    assertThat(compare(good, bad).verdict()).isEqualTo(Comparison.Verdict.BETTER);
    assertThat(compare(bad, good).verdict()).isEqualTo(Comparison.Verdict.WORSE);
    assertThat(compare(good, likeGood).verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    Comparison.Gain brier = compare(good, bad).gains().get(Figure.BRIER);
    assertThat(brier.candidate()).isLessThan(brier.active());
    assertThat(brier.gain().low()).isGreaterThan(0);
    assertThatThrownBy(() -> compare(good, bad.subList(0, 399)))
        .hasMessageContaining("different rows");
  }

  private static Comparison compare(List<Judged> candidate, List<Judged> active) {
    return Comparison.of(Head.VIRAL_PROBABILITY, candidate, active, 200, 5);
  }

  private static Judged noisy(int video, double label, double noise, SplittableRandom random) {
    double answer = 0.25 + 0.5 * label + noise * (random.nextDouble() - 0.5);
    return new Judged("v" + video, label, Math.max(0, Math.min(1, answer)), Map.of());
  }
}
