package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class AdamStepsTest {
  @Test
  void aGradientThatIsNoNumberMovesNothing() {
    try (NDManager memory = TorchEngine.memory()) {
      var steps =
          new AdamSteps(memory, AdamSteps.State.start(new float[] {1, 2}), new float[] {0, 0});

      assertThat(steps.step(memory.create(new float[] {0.5f, Float.NaN}), 0.1)).isFalse();
      assertThat(steps.step(memory.create(new float[] {Float.POSITIVE_INFINITY, 0}), 0.1))
          .isFalse();
      assertThat(steps.steps()).isZero();
      assertThat(steps.state().parameters()).containsExactly(1, 2);

      assertThat(steps.step(memory.create(new float[] {0.5f, -0.5f}), 0.1)).isTrue();
      assertThat(steps.steps()).isEqualTo(1);
      assertThat(steps.state().parameters()[0]).isLessThan(1);
      assertThat(steps.state().parameters()[1]).isGreaterThan(2);
    }
  }
}
