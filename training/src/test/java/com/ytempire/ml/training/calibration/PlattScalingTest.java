package com.ytempire.ml.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
  @Test
  void findsTheSlopeAndShiftThatLogitsLack() {
    var random = new SplittableRandom(3);
    double[] logits = new double[20_000];
    boolean[] labels = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = 6 * random.nextDouble() - 3;
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * logits[i] - 1)));
    }

    PlattScaling scaling = PlattScaling.fit(logits, labels);

    assertThat(scaling.slope()).isCloseTo(2, within(0.1));
    assertThat(scaling.shift()).isCloseTo(-1, within(0.1));
    assertThat(scaling.probability(0.5)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void withoutBothKindsOrAnyOrderLogitsStayAsTheyAre() {
    double[] logits = {-1, 0, 1, 2};

    assertThat(PlattScaling.fit(logits, new boolean[4])).isEqualTo(PlattScaling.NONE);
    assertThat(PlattScaling.fit(logits, new boolean[] {true, true, false, false}))
        .as("the wrong way round")
        .isEqualTo(PlattScaling.NONE);
    assertThat(PlattScaling.NONE.probability(0)).isEqualTo(0.5);
  }
}
