package com.ytempire.ml.bench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinBenchmarkTest {
  @TempDir Path folder;

  @Test
  void everyLabelIsJoinedAndMostFindARow() throws IOException {
    JoinBenchmark.Result result = new JoinBenchmark(900, 3, 3, 1).run(folder, 1);

    System.out.println(result.table());
    assertThat(result.rows()).isEqualTo(900);
    // Those before their video's first row find none.
    assertThat(result.found()).isBetween(600L, 890L);
    assertThat(result.joinSeconds()).isPositive();
    assertThat(result.memory().heapBytes()).isPositive();
  }

  @Test
  void fewerLabelsThanDaysAreRefused() {
    assertThatThrownBy(() -> new JoinBenchmark(2, 3, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a label a day");
  }
}
