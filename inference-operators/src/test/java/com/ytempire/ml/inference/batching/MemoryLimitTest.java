package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryLimitTest {
  private final MemoryLimit limit = new MemoryLimit(12);

  @Test
  void halvesWhatDidNotFit() {
    limit.exceeded(12);
    assertThat(limit.current()).isEqualTo(6);

    limit.exceeded(5);
    assertThat(limit.current()).isEqualTo(2);

    limit.exceeded(1);
    assertThat(limit.current()).isEqualTo(2);
  }

  @Test
  void triesMoreAfterALongRowOfFullRunsThatFitted() {
    limit.exceeded(12);
    for (int i = 1; i < MemoryLimit.PATIENCE; i++) {
      assertThat(limit.fitted(6)).isFalse();
      assertThat(limit.fitted(5)).isFalse();
    }

    assertThat(limit.fitted(6)).isTrue();

    assertThat(limit.current()).isEqualTo(12);
    assertThat(limit.fitted(12)).isFalse();
  }
}
