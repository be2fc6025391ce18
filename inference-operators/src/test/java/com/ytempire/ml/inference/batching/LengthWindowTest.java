package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LengthWindowTest {
  @Test
  void choosesTheNeighboursThatNeedTheLeastPadding() {
    int[] lengths = {3, 9, 10, 10, 30};

    assertThat(LengthWindow.start(lengths, 1, 3)).isEqualTo(1);
    assertThat(LengthWindow.start(lengths, 3, 3)).isEqualTo(1);
  }

  @Test
  void keepsTheRequiredRequestEvenWhereOthersFitBetter() {
    int[] lengths = {3, 9, 10, 10, 30};

    assertThat(LengthWindow.start(lengths, 4, 2)).isEqualTo(3);
    assertThat(LengthWindow.start(lengths, 0, 2)).isZero();
  }

  @Test
  void prefersLongRequestsWhereWindowsAreEquallyGood() {
    assertThat(LengthWindow.start(new int[] {5, 5, 5, 5}, 1, 2)).isEqualTo(1);
  }
}
