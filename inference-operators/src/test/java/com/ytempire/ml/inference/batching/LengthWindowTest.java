package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LengthWindowTest {
  @Test
  void choosesTheNeighboursThatNeedTheLeastPadding() {
    int[] lengths = {3, 9, 10, 10, 30};

    assertThat(LengthWindow.best(lengths, 1, 3, 17)).isEqualTo(new LengthWindow(1, 3));
    assertThat(LengthWindow.best(lengths, 3, 3, 17)).isEqualTo(new LengthWindow(1, 3));
  }

  @Test
  void leavesOthersOutWhoWouldHaveToBePaddedALot() {
    int[] lengths = {10, 10, 10, 10, 10, 10, 10, 60};

    assertThat(LengthWindow.best(lengths, 0, 8, 17)).isEqualTo(new LengthWindow(0, 7));
    assertThat(LengthWindow.best(lengths, 7, 8, 17)).isEqualTo(new LengthWindow(7, 1));
  }

  @Test
  void takesLittlePaddingForALargerBatch() {
    int[] lengths = {12, 12, 12, 13, 13, 13};

    assertThat(LengthWindow.best(lengths, 0, 6, 17)).isEqualTo(new LengthWindow(0, 6));
  }

  @Test
  void padsLessWhereARunCostsLittle() {
    int[] lengths = {10, 10, 12, 12, 14, 14};

    assertThat(LengthWindow.best(lengths, 0, 6, 17)).isEqualTo(new LengthWindow(0, 6));
    assertThat(LengthWindow.best(lengths, 0, 6, 1)).isEqualTo(new LengthWindow(0, 2));
  }

  @Test
  void keepsTheRequiredRequestEvenWhereOthersFitBetter() {
    int[] lengths = {3, 9, 10, 10, 12};

    assertThat(LengthWindow.best(lengths, 4, 2, 17)).isEqualTo(new LengthWindow(3, 2));
  }

  @Test
  void prefersManyAndLongRequestsWhereWindowsAreEquallyGood() {
    assertThat(LengthWindow.best(new int[] {5, 5, 5, 5}, 1, 2, 17))
        .isEqualTo(new LengthWindow(1, 2));
    assertThat(LengthWindow.best(new int[] {0, 0, 0}, 0, 1, 17)).isEqualTo(new LengthWindow(0, 1));
  }
}
