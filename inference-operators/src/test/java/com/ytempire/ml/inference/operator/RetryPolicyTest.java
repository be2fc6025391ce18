package com.ytempire.ml.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(4, Duration.ofMillis(100), Duration.ofMillis(500), 0.5);

  @ParameterizedTest
  @CsvSource({"1, 0, 100", "2, 0, 200", "3, 0, 400", "4, 0, 500", "60, 0, 500", "2, 0.5, 150"})
  void waitsTwiceAsLongEachTimeUpToTheLimitAndAPartByChance(
      int attempt, double chance, long millis) {
    assertThat(POLICY.delayAfter(attempt, chance)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void countsTheFirstTry() {
    assertThat(POLICY.allowsAfter(3)).isTrue();
    assertThat(POLICY.allowsAfter(4)).isFalse();
    assertThat(RetryPolicy.never().allowsAfter(1)).isFalse();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ofMillis(1), Duration.ofMillis(1), 0))
        .hasMessage("retry: max attempts is 0; expected at least 1");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ofMillis(1), 0))
        .hasMessageContaining("first delay is PT0S");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(2), Duration.ofMillis(1), 0))
        .hasMessageContaining("max delay is PT0.001S");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), 1.5))
        .hasMessageContaining("jitter is 1.5");
  }
}
