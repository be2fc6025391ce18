package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransformerNetworkTest {
  private static final TransformerSettings SETTINGS =
      new TransformerSettings(1, 2, 8, 0, 0.001, 4, 1, 1, 0);
  private static final int SIZE = 4;
  private static final int STEPS = 3;
  private static final int WIDTH = 5;

  private final ParameterLayout layout = new ParameterLayout(SETTINGS, WIDTH, 1);
  private final TransformerNetwork network = new TransformerNetwork(SETTINGS);

  @Test
  void nothingThatTheGradientNeedsIsLetGoBeforeIt() {
    float[] undisturbed = gradient(() -> {});

    List<ByteBuffer> garbage = new ArrayList<>();
    float[] disturbed = gradient(() -> reuseMemory(garbage));

    assertThat(garbage).isNotEmpty();
    assertThat(undisturbed).isEqualTo(disturbed);
  }

  private float[] gradient(Runnable between) {
    try (NDManager memory = TorchEngine.memory()) {
      NDArray row = memory.create(layout.start(3));
      row.setRequiresGradient(true);
      try (GradientCollector gradients = TorchEngine.get().newGradientCollector()) {
        NDArray answers = network.answers(layout.split(row), batch().on(memory), true);
        between.run();
        gradients.backward(answers.sum());
      }
      return row.getGradient().toFloatArray();
    }
  }

  private static StepBatch batch() {
    var random = new SplittableRandom(5);
    float[] steps = new float[SIZE * STEPS * WIDTH];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) random.nextDouble();
    }
    float[] mask = new float[SIZE * STEPS];
    float[] newest = new float[mask.length];
    for (int i = 0; i < SIZE; i++) {
      for (int step = 0; step < STEPS; step++) {
        mask[i * STEPS + step] = 1;
      }
      newest[i * STEPS + STEPS - 1] = 1;
    }
    return new StepBatch(SIZE, STEPS, WIDTH, steps, mask, newest);
  }

  /** Frees what nobody holds any longer, and writes over it. */
  private static void reuseMemory(List<ByteBuffer> garbage) {
    for (int round = 0; round < 20; round++) {
      System.gc();
      System.runFinalization();
      for (int i = 0; i < 2000; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.putFloat(0, 1e30f);
        garbage.add(buffer);
      }
    }
  }
}
