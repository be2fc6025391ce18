package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class OneSampleKsTest {
  private final KolmogorovSmirnovTest commons = new KolmogorovSmirnovTest(null);

  @Test
  void smallSamplesAreAsInExactFractions() {
    for (int n = 1; n <= 16; n++) {
      for (double t : new double[] {0.3, 0.5, 0.51, 0.8, 1, 1.3, 1.9, 2.6, 4.2, n - 1, n - 0.4}) {
        double d = t / n;
        if (t <= 0 || d >= 1) {
          continue;
        }
        // Of a difference as large, so one less the probability of a smaller one.
        double expected = 1 - commons.cdfExact(d, n);
        assertThat(OneSampleKs.survival(n, d))
            .as("%d values, %s", n, d)
            .isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void methodsMeetWhereOneTakesOver() {
    double worstPelzGood = 0;
    double worstLater = 0;
    double worstDouble = 0;
    double worstDoubleOfSmall = 0;
    for (int n : new int[] {20, 60, 140, 141, 200, 500, 1500, 2500}) {
      for (double squared : new double[] {0.3, 0.5, 0.8, 1.2, 1.7, 2.19, 2.2, 3, 3.99, 4}) {
        double d = Math.sqrt(squared / n);
        if (d >= 0.5) {
          continue;
        }
        double exact = 1 - DurbinMatrix.below(n, d);
        double off = Math.abs(1 - commons.pelzGood(d, n) - exact) / exact;
        if (n > 140) {
          worstPelzGood = Math.max(worstPelzGood, off);
        }
        if (n >= 1500) {
          worstLater = Math.max(worstLater, off);
        }
        double twice = Math.abs(2 * OneSampleKs.oneSided(n, d) - exact) / exact;
        if (squared >= 2.2) {
          worstDouble = Math.max(worstDouble, twice);
        }
        if (squared >= 4) {
          worstDoubleOfSmall = Math.max(worstDoubleOfSmall, twice);
        }
        assertThat(OneSampleKs.survival(n, d)).isCloseTo(exact, within(1e-4 * exact));
      }
    }
    System.out.printf(
        "relative: Pelz and Good %.2g, from 1500 values %.2g; twice one-sided %.2g from 2.2, %.2g"
            + " from 4%n",
        worstPelzGood, worstLater, worstDouble, worstDoubleOfSmall);
  }

  @Test
  void endsOfTheRangeAreCertain() {
    assertThat(OneSampleKs.survival(10, 0)).isEqualTo(1);
    assertThat(OneSampleKs.survival(10, 0.05)).isEqualTo(1);
    assertThat(OneSampleKs.survival(10, 1)).isZero();
    assertThat(OneSampleKs.survival(5000, 0.5)).isZero();
    assertThat(OneSampleKs.survival(1_000_000, 0.0001)).isCloseTo(1, within(1e-12));
  }

  @Test
  void limitIsTheSameByBothSeries() {
    for (double z = 0.3; z < 2; z += 0.01) {
      double expected = 0;
      for (int k = 1; k < 100; k++) {
        expected += 2 * (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * z * z);
      }
      assertThat(KolmogorovLimit.survival(z)).isCloseTo(expected, within(1e-13));
    }
    assertThat(KolmogorovLimit.survival(0)).isEqualTo(1);
    assertThat(KolmogorovLimit.survival(0.01)).isEqualTo(1);
    // scipy.special.kolmogorov(10)
    assertThat(KolmogorovLimit.survival(10)).isCloseTo(2 * Math.exp(-200), within(1e-98));
  }
}
