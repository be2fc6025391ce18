package com.ytempire.ml.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static Judged judged(double label, double answer) {
    return new Judged("v", label, answer, Map.of());
  }

  @Test
  void theRocCurveHasAPointPerProbability() {
    List<RocPoint> curve =
        RocPoint.curve(
            List.of(judged(1, 0.9), judged(0, 0.4), judged(1, 0.4), judged(0, 0.1)), 100);

    assertThat(curve)
        .containsExactly(
            new RocPoint(Double.POSITIVE_INFINITY, 0, 0),
            new RocPoint(0.9, 0, 0.5),
            new RocPoint(0.4, 0.5, 1),
            new RocPoint(0.1, 1, 1));
  }

  @Test
  void aThinnedRocCurveKeepsItsEndsAndItsArea() {
    var random = new SplittableRandom(1);
    List<Judged> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      double label = random.nextInt(2);
      rows.add(judged(label, Math.min(1, random.nextDouble() * 0.7 + 0.3 * label)));
    }

    List<RocPoint> curve = RocPoint.curve(rows, 101);

    assertThat(curve).hasSize(101);
    assertThat(curve.get(0).truePositiveRate()).isZero();
    assertThat(curve.get(100).falsePositiveRate()).isEqualTo(1);
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      RocPoint from = curve.get(i - 1);
      RocPoint to = curve.get(i);
      area +=
          (to.falsePositiveRate() - from.falsePositiveRate())
              * (to.truePositiveRate() + from.truePositiveRate())
              / 2;
    }
    assertThat(area)
        .isCloseTo(HeadMetrics.of(Head.Kind.PROBABILITY, rows).figure(Figure.AUC), within(0.002));
  }

  @Test
  void rowsOfOneKindHaveNoRocCurve() {
    assertThat(RocPoint.curve(List.of(judged(1, 0.5)), 10)).isEmpty();
  }

  @Test
  void reliabilityBinsHaveTheirRowsMeansAndShares() {
    assertThat(
            ReliabilityBin.of(
                List.of(judged(1, 0.4375), judged(0, 0.46875), judged(1, 1.0), judged(0, 0.0))))
        .containsExactly(
            new ReliabilityBin(0, 1, 0, 0),
            new ReliabilityBin(0.4, 2, 0.453125, 0.5),
            new ReliabilityBin(0.9, 1, 1, 1));
  }
}
