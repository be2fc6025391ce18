package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  @Test
  void keepsSmallValuesExactly() {
    Distribution sizes = Distribution.of(1, 8, 8, 8, 16);

    assertThat(sizes.count()).isEqualTo(5);
    assertThat(sizes.sum()).isEqualTo(41);
    assertThat(sizes.mean()).isEqualTo(8.2);
    assertThat(sizes.max()).isEqualTo(16);
    assertThat(sizes.quantile(0)).isEqualTo(1);
    assertThat(sizes.quantile(0.5)).isEqualTo(8);
    assertThat(sizes.quantile(1)).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99, 0.999, 1})
  void findsQuantilesToAnEighth(double share) {
    Distribution times = Distribution.of(LongStream.rangeClosed(1, 100_000).toArray());

    double exact = share * 100_000;
    assertThat((double) times.quantile(share)).isBetween(exact, exact * 1.125);
  }

  @Test
  void holdsTheLargestValueThereIs() {
    Distribution one = Distribution.of(Long.MAX_VALUE);

    assertThat(one.max()).isEqualTo(Long.MAX_VALUE);
    assertThat(one.quantile(0.5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isZeroWithoutValues() {
    assertThat(Distribution.empty().count()).isZero();
    assertThat(Distribution.empty().mean()).isZero();
    assertThat(Distribution.empty().quantile(0.99)).isZero();
    assertThat(Distribution.empty()).isEqualTo(Distribution.of());
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> Distribution.empty().quantile(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 1");
  }
}
