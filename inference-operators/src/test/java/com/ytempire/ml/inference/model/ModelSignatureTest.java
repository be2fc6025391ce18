package com.ytempire.ml.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelSignatureTest {
  private static ModelSignature giving(TensorSpec... outputs) {
    return new ModelSignature(List.of(), Arrays.asList(outputs));
  }

  private static TensorSpec number(String name) {
    return TensorSpec.of(name, TensorType.FLOAT32, -1L, 1L);
  }

  @Test
  void aVersionMayAnswerMoreAndTheOneBeforeMayComeBack() {
    ModelSignature few = giving(number("a"), number("b"));
    ModelSignature more = giving(number("a"), number("b"), number("c"));

    assertThat(more.answersLike(few)).isTrue();
    assertThat(few.answersLike(more)).isTrue();
    assertThat(few.answersLike(giving(number("b"), number("a")))).isTrue();
  }

  @Test
  void otherOutputsOrTheSameInAnotherFormAreNotAlike() {
    ModelSignature few = giving(number("a"), number("b"));

    assertThat(giving(number("a"), number("c")).answersLike(few)).isFalse();
    assertThat(
            giving(number("a"), TensorSpec.of("b", TensorType.FLOAT32, -1L, 2L)).answersLike(few))
        .isFalse();
    assertThat(giving(number("a"), TensorSpec.of("b", TensorType.INT64, -1L, 1L)).answersLike(few))
        .isFalse();
  }
}
