package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.training.starter.TrendMetrics.Judged;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrendMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static Judged judged(String video, boolean viral, double probability) {
    return new Judged(video, viral, 0.5, new TrendNetwork.Answer(probability, 0.25));
  }

  @Test
  void figuresAreThoseWorkedOutByHand() {
    TrendMetrics metrics =
        TrendMetrics.of(
            List.of(
                judged("a", true, 0.9),
                judged("a", true, 0.4),
                judged("b", false, 0.4),
                judged("c", false, 0.1)));

    assertThat(metrics.rows()).isEqualTo(4);
    assertThat(metrics.videos()).isEqualTo(3);
    assertThat(metrics.viralRate()).isCloseTo(0.5, EXACT);
    // Of four pairs three are in order and one is tied.
    assertThat(metrics.auc()).isCloseTo(3.5 / 4, EXACT);
    assertThat(metrics.accuracy()).isCloseTo(0.75, EXACT);
    assertThat(metrics.f1()).isCloseTo(2.0 / 3, EXACT);
    // Bins 0.9: 1 of 1; 0.4: 1 of 2; 0.1: 0 of 1.
    assertThat(metrics.calibrationError()).isCloseTo((0.1 + 0.2 + 0.1) / 4, EXACT);
    assertThat(metrics.growthError()).isCloseTo(0.25, EXACT);
  }

  @Test
  void withoutBothKindsThereIsNoAreaUnderTheCurve() {
    TrendMetrics metrics = TrendMetrics.of(List.of(judged("a", false, 0.3)));

    assertThat(metrics.auc()).isNaN();
    assertThat(metrics.f1()).isNaN();
  }

  @Test
  void theIntervalHoldsTheFigureAndNarrowsWithMoreVideos() {
    List<Judged> few = sample(40);
    List<Judged> many = sample(1000);

    var wide = TrendMetrics.bootstrap(few, TrendMetrics::auc, 200, 7);
    var narrow = TrendMetrics.bootstrap(many, TrendMetrics::auc, 200, 7);

    assertThat(TrendMetrics.of(many).auc()).isBetween(narrow.low(), narrow.high());
    assertThat(TrendMetrics.of(few).auc()).isBetween(wide.low(), wide.high());
    assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 2);
  }

  /** Probabilities that are right two times out of three. */
  private static List<Judged> sample(int videos) {
    List<Judged> sample = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      boolean viral = i % 2 == 0;
      sample.add(judged("v" + i, viral, viral == (i % 3 != 0) ? 0.8 : 0.3));
    }
    return sample;
  }
}
