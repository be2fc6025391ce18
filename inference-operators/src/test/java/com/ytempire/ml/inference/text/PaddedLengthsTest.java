package com.ytempire.ml.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaddedLengthsTest {
  @Test
  void padsNoFurtherThanTheLongestOnACpu() {
    PaddedLengths lengths = PaddedLengths.tight(256);

    assertThat(lengths.of(13)).isEqualTo(13);
    assertThat(lengths.of(256)).isEqualTo(256);
    assertThat(lengths.toWarmUp()).containsExactly(16);
  }

  @Test
  void padsToFewLengthsWhereShapesCost() {
    PaddedLengths lengths = PaddedLengths.bucketed(50);

    assertThat(lengths.of(1)).isEqualTo(16);
    assertThat(lengths.of(16)).isEqualTo(16);
    assertThat(lengths.of(17)).isEqualTo(32);
    assertThat(lengths.of(49)).isEqualTo(50);
    assertThat(lengths.toWarmUp()).containsExactly(16, 32, 48, 50);
  }

  @Test
  void warmsUpEveryLengthThatItPadsTo() {
    PaddedLengths lengths = PaddedLengths.bucketed(256);

    for (int longest = 1; longest <= 256; longest++) {
      assertThat(lengths.toWarmUp()).contains(lengths.of(longest));
    }
  }

  @Test
  void padsNothingBeyondWhatAShortModelTakes() {
    assertThat(PaddedLengths.bucketed(4).of(3)).isEqualTo(4);
    assertThat(PaddedLengths.tight(4).toWarmUp()).containsExactly(4);
  }
}
