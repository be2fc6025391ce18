package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeShapeTest {
  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 19})
  void aStepIsSudden(int at) {
    assertThat(share(ChangeShape.SUDDEN, i -> i < at ? 0.04 : 0.3, 20)).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10})
  void aSlopeIsGradual(int from) {
    assertThat(share(ChangeShape.GRADUAL, i -> 0.04 + 0.03 * Math.max(0, i - from), 20))
        .isGreaterThan(0.95);
  }

  @Test
  void withoutChangeAGradualOneIsSeldomSeen() {
    assertThat(share(ChangeShape.GRADUAL, i -> 0.04, 20)).isLessThan(0.3);
  }

  @Test
  void aFirstWindowFarFromLevelOnesIsSudden() {
    assertThat(ChangeShape.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.5}))
        .isEqualTo(ChangeShape.SUDDEN);
  }

  @Test
  void ofFewOrEqualWindowsNothingIsSaid() {
    assertThat(ChangeShape.of(new double[] {0.1, 0.1, 0.5, 0.5})).isEqualTo(ChangeShape.UNKNOWN);
    assertThat(ChangeShape.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}))
        .isEqualTo(ChangeShape.UNKNOWN);
  }

  private double share(ChangeShape shape, IntToDoubleFunction level, int windows) {
    int trials = 300;
    int hits = 0;
    for (int k = 0; k < trials; k++) {
      double[] statistics =
          IntStream.range(0, windows)
              .mapToDouble(i -> level.applyAsDouble(i) + 0.01 * random.nextGaussian())
              .toArray();
      hits += ChangeShape.of(statistics) == shape ? 1 : 0;
    }
    return (double) hits / trials;
  }
}
