package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrectionsTest {
  private static final double[] P = {0.01, 0.04, 0.03, 0.005};

  @Test
  void holmsAreThoseOfHisPaper() {
    assertThat(Corrections.holm(P))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Corrections.holm(new double[] {0.5, 0.9})).containsExactly(1.0, 1.0);
    assertThat(Corrections.holm(new double[0])).isEmpty();
  }

  @Test
  void benjaminiAndHochbergsDoNotFall() {
    assertThat(Corrections.benjaminiHochberg(P))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-15));
    assertThat(Corrections.benjaminiHochberg(new double[] {0.9, 0.5})).containsExactly(0.9, 0.9);
  }

  @Test
  void probabilitiesAreThoseOfTables() {
    assertThat(Significance.normal(1.959963984540054)).isCloseTo(0.025, within(1e-12));
    // Fisher's tea: three of four against one of four.
    assertThat(Significance.moreHits(3, 4, 1, 4)).isCloseTo(17 / 70.0, within(1e-12));
    assertThat(Significance.fewerHits(3, 4, 1, 4)).isCloseTo(69 / 70.0, within(1e-12));
    assertThat(Significance.binomial(3, 3, 0.5)).isCloseTo(0.125, within(1e-12));
    assertThat(Significance.binomial(0, 3, 0.5)).isEqualTo(1);
    assertThat(Significance.kolmogorov(0.5, 100, 100)).isCloseTo(2.7775e-11, within(1e-14));
    assertThat(Significance.kolmogorov(-0.001, 100, 100)).isEqualTo(1);
  }
}
