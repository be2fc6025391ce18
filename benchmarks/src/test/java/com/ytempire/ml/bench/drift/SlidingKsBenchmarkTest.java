package com.ytempire.ml.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlidingKsBenchmarkTest {

  @Test
  void allWaysAreMeasuredAndAgree() {
    SlidingKsBenchmark.Result result = new SlidingKsBenchmark(500, 300, 2_000, 1).run(1);

    System.out.println(result.table());
    assertThat(result.fixed()).isPositive();
    assertThat(result.resized()).isPositive();
    assertThat(result.pair()).isPositive();
    assertThat(result.anew()).isPositive();
    assertThat(result.table()).contains("commons-math3 anew each time", "target 200,000");
  }

  @Test
  void windowLargerThanWhatIsDrawnIsRefused() {
    assertThatThrownBy(() -> new SlidingKsBenchmark(1, 131_072, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a window of 131072");
  }
}
