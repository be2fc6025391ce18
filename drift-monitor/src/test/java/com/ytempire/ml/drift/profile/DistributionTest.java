package com.ytempire.ml.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  private static final long SEED = 20260101;

  @Test
  void ofFewDistinctValuesAllAreKept() {
    Distribution numbers = Distribution.of(new double[] {3, 1, 1, -2, 3, 3});

    assertThat(numbers.points()).isEqualTo(3);
    assertThat(numbers.size()).isEqualTo(6);
    assertThat(numbers.error()).isZero();
    assertThat(numbers.areaError()).isZero();
    assertThat(numbers.shareUpTo(-3)).isZero();
    assertThat(numbers.shareUpTo(1)).isEqualTo(0.5);
    assertThat(numbers.shareBelow(1)).isEqualTo(1 / 6.0);
    assertThat(numbers.shareUpTo(2)).isEqualTo(0.5);
    assertThat(numbers.shareBelow(3)).isEqualTo(0.5);
    assertThat(numbers.shareUpTo(3)).isEqualTo(1);
    assertThat(numbers.mean()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "heavy", "tied"})
  void ofManyTheShareIsOffByNoMoreThanItSays(String kind) {
    double[] values = sample(kind, 30_000);
    Distribution numbers = Distribution.of(values);
    double[] sorted = Arrays.stream(values).map(x -> (float) x).sorted().toArray();

    assertThat(numbers.points()).isBetween(200, Distribution.SHARES + 60);
    assertThat(numbers.areaError()).isLessThan(0.01 * std(values));
    assertThat(numbers.error()).isPositive().isLessThanOrEqualTo(1.0 / Distribution.SHARES);
    double mostOff = 0;
    double area = 0;
    for (int i = 0; i < sorted.length; i++) {
      double off = upTo(sorted, sorted[i]) - numbers.shareUpTo(sorted[i]);
      assertThat(off).isGreaterThanOrEqualTo(0);
      mostOff = Math.max(mostOff, off);
      area += i + 1 < sorted.length ? off * (sorted[i + 1] - sorted[i]) : 0;
    }
    assertThat(mostOff).isCloseTo(numbers.error(), within(1e-12));
    assertThat(area).isCloseTo(numbers.areaError(), within(1e-6 * Math.max(1, area)));
    assertThat(numbers.shareUpTo(sorted[0])).isPositive();
    assertThat(numbers.shareUpTo(sorted[sorted.length - 1])).isEqualTo(1);
  }

  @Test
  void theOrderOfTheNumbersDoesNotMatter() {
    double[] values = sample("tied", 5_000);
    double[] reversed = values.clone();
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }

    assertThat(Distribution.of(reversed)).isEqualTo(Distribution.of(values));
  }

  @Test
  void minusZeroIsZero() {
    Distribution numbers = Distribution.of(new double[] {-0.0, 0.0});

    assertThat(numbers.points()).isEqualTo(1);
    assertThat(numbers.shareUpTo(0)).isEqualTo(1);
  }

  @Test
  void whatIsNoFiniteFloatIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.of(new double[] {1, Double.NaN}))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.of(new double[] {1, -1e300}))
        .withMessageContaining("-Infinity");
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(new double[0]));
  }

  private static double upTo(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    int last = at;
    while (last + 1 < sorted.length && sorted[last + 1] == value) {
      last++;
    }
    return (last + 1.0) / sorted.length;
  }

  private static double std(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static double[] sample(String kind, int size) {
    var random = new Random(SEED);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      double normal = random.nextGaussian();
      values[i] =
          switch (kind) {
            case "normal" -> normal;
            case "heavy" -> Math.exp(5 * normal);
            default -> i % 3 == 0 ? 7 : Math.round(1_000 * normal);
          };
    }
    return values;
  }
}
