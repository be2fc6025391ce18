package com.ytempire.ml.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DataSplitTest {
  @Test
  void takesSharesThatAddUpToOneAsDecimalsDo() {
    assertThat(new DataSplit(0.7, 0.15, 0.15)).isEqualTo(DataSplit.DEFAULT);
    assertThat(new DataSplit(0.1, 0.2, 0.7).test()).isEqualTo(0.7);
    assertThat(new DataSplit(1, 0, 0).train()).isEqualTo(1);
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThatThrownBy(() -> new DataSplit(0.7, 0.15, 0.1))
        .hasMessageContaining("the shares add up to 0.95");
    assertThatThrownBy(() -> new DataSplit(1.2, -0.1, -0.1)).hasMessageContaining("share 1.2");
    assertThatThrownBy(() -> new DataSplit(0, 0.5, 0.5))
        .hasMessageContaining("nothing to learn from");
    assertThatThrownBy(() -> new DataSplit(Double.NaN, 0.5, 0.5))
        .hasMessageContaining("expected 0 to 1");
  }
}
