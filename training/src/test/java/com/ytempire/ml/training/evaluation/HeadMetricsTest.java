package com.ytempire.ml.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeadMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static Judged judged(String video, double label, double answer) {
    return new Judged(video, label, answer, Map.of());
  }

  private static HeadMetrics probability(Judged... rows) {
    return HeadMetrics.of(Head.Kind.PROBABILITY, List.of(rows));
  }

  @Test
  void figuresOfProbabilitiesAreThoseWorkedOutByHand() {
    HeadMetrics metrics =
        probability(
            judged("a", 1, 0.9), judged("a", 1, 0.4), judged("b", 0, 0.4), judged("c", 0, 0.1));

    assertThat(metrics.rows()).isEqualTo(4);
    assertThat(metrics.groups()).isEqualTo(3);
    assertThat(metrics.meanLabel()).isCloseTo(0.5, EXACT);
    // Of four pairs three are in order and one is tied.
    assertThat(metrics.figure(Figure.AUC)).isCloseTo(3.5 / 4, EXACT);
    assertThat(metrics.figure(Figure.ACCURACY)).isCloseTo(0.75, EXACT);
    assertThat(metrics.figure(Figure.PRECISION)).isCloseTo(1, EXACT);
    assertThat(metrics.figure(Figure.RECALL)).isCloseTo(0.5, EXACT);
    assertThat(metrics.figure(Figure.F1)).isCloseTo(2.0 / 3, EXACT);
    // Bins 0.9: 1 of 1; 0.4: 1 of 2; 0.1: 0 of 1.
    assertThat(metrics.figure(Figure.CALIBRATION_ERROR)).isCloseTo((0.1 + 0.2 + 0.1) / 4, EXACT);
    assertThat(metrics.figure(Figure.BRIER)).isCloseTo((0.01 + 0.36 + 0.16 + 0.01) / 4, EXACT);
    assertThat(metrics.figure(Figure.LOG_LOSS))
        .isCloseTo(-(2 * Math.log(0.9) + Math.log(0.4) + Math.log(0.6)) / 4, EXACT);
    assertThat(metrics.figures()).doesNotContainKey(Figure.MAE);
  }

  @Test
  void figuresOfNumbersAreThoseWorkedOutByHand() {
    HeadMetrics metrics =
        HeadMetrics.of(
            Head.Kind.NUMBER,
            List.of(judged("a", 1, 1.5), judged("b", -2, -2), judged("c", 0, -1)));

    assertThat(metrics.meanLabel()).isCloseTo(-1.0 / 3, EXACT);
    assertThat(metrics.figure(Figure.MAE)).isCloseTo(0.5, EXACT);
    assertThat(metrics.figure(Figure.RMSE)).isCloseTo(Math.sqrt(1.25 / 3), EXACT);
    assertThat(metrics.figures()).containsOnlyKeys(Figure.MAE, Figure.RMSE);
  }

  @Test
  void whatCannotBeToldIsNotANumber() {
    HeadMetrics metrics = probability(judged("a", 0, 0.3));

    assertThat(metrics.figure(Figure.AUC)).isNaN();
    assertThat(metrics.figure(Figure.PRECISION)).isNaN();
    assertThat(metrics.figure(Figure.RECALL)).isNaN();
    assertThat(metrics.figure(Figure.F1)).isNaN();
    assertThat(metrics.figure(Figure.ACCURACY)).isEqualTo(1);
    assertThat(probability().figures().values()).allMatch(figure -> figure.isNaN());
    assertThat(HeadMetrics.intervals(Head.Kind.NUMBER, List.of(), 10, 1).get(Figure.MAE).low())
        .isNaN();
  }

  @Test
  void aCertaintyThatIsWrongCostsMuchButNotEverything() {
    assertThat(probability(judged("a", 1, 0)).figure(Figure.LOG_LOSS)).isBetween(34.0, 35.0);
  }

  @Test
  void theAreaUnderTheCurveIsTheShareOfPairsInOrder() {
    var random = new SplittableRandom(5);
    List<Judged> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // Few values, so that many are tied.
      rows.add(judged("v" + i, random.nextInt(2), random.nextInt(12) / 12.0));
    }
    double inOrder = 0;
    int pairs = 0;
    for (Judged one : rows) {
      for (Judged zero : rows) {
        if (one.label() == 1 && zero.label() == 0) {
          pairs++;
          inOrder += one.answer() > zero.answer() ? 1 : one.answer() == zero.answer() ? 0.5 : 0;
        }
      }
    }

    assertThat(HeadMetrics.of(Head.Kind.PROBABILITY, rows).figure(Figure.AUC))
        .isCloseTo(inOrder / pairs, EXACT);
  }

  @Test
  void intervalsHoldTheFigureAndNarrowWithMoreVideos() {
    List<Judged> few = sample(40);
    List<Judged> many = sample(1000);

    Map<Figure, Interval> wide = HeadMetrics.intervals(Head.Kind.PROBABILITY, few, 200, 7);
    Map<Figure, Interval> narrow = HeadMetrics.intervals(Head.Kind.PROBABILITY, many, 200, 7);

    assertThat(narrow.keySet()).containsExactlyElementsOf(Figure.of(Head.Kind.PROBABILITY));
    narrow.forEach(
        (figure, interval) -> {
          Interval other = wide.get(figure);
          assertThat(HeadMetrics.of(Head.Kind.PROBABILITY, many).figure(figure))
              .as(figure.word())
              .isBetween(interval.low(), interval.high());
          assertThat(interval.high() - interval.low())
              .as(figure.word())
              .isLessThan((other.high() - other.low()) / 2);
        });
  }

  @Test
  void rowsOfOneVideoAreDrawnTogether() {
    List<Judged> alone = sample(100);
    List<Judged> repeated = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      repeated.addAll(alone);
    }

    // Nine equal rows of each video say no more than one.
    Map<Figure, Interval> once = HeadMetrics.intervals(Head.Kind.PROBABILITY, alone, 200, 3);
    Map<Figure, Interval> often = HeadMetrics.intervals(Head.Kind.PROBABILITY, repeated, 200, 3);

    assertThat(often.get(Figure.ACCURACY).low())
        .isCloseTo(once.get(Figure.ACCURACY).low(), within(1e-9));
    assertThat(often.get(Figure.ACCURACY).high())
        .isCloseTo(once.get(Figure.ACCURACY).high(), within(1e-9));
  }

  /** Probabilities that are right two times out of three. */
  private static List<Judged> sample(int videos) {
    List<Judged> sample = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      boolean isOne = i % 2 == 0;
      sample.add(judged("v" + i, isOne ? 1 : 0, isOne == (i % 3 != 0) ? 0.8 : 0.3));
    }
    return sample;
  }
}
