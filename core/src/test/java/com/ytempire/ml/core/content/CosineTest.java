package com.ytempire.ml.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineTest {
  @Test
  void isThatOfTheAngleWhateverTheLengths() {
    assertThat(Cosine.of(new float[] {3, 0}, new float[] {5, 5}))
        .isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(Cosine.of(new float[] {1, 2}, new float[] {-2, -4})).isCloseTo(-1, within(1e-12));
    assertThat(Cosine.of(new float[] {0, 1e-20f}, new float[] {0, 1e20f}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void isNoNumberWhereOneHasNoDirection() {
    assertThat(Cosine.of(new float[2], new float[] {1, 0})).isNaN();
    assertThat(Cosine.of(new float[] {1, 0}, new float[2])).isNaN();
  }
}
