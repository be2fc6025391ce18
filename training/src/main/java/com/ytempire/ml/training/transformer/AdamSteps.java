package com.ytempire.ml.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam with decay of the weights apart from the gradients, gradients cut to a length, and a moving
 * mean of the parameters, which answers better and more steadily than the parameters of any one
 * step. Confined to one thread; its arrays belong to the manager.
 */
final class AdamSteps {
  private static final float MEAN = 0.9f;
  private static final float SQUARES = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final float LONGEST_GRADIENT = 1;
  private static final float DECAY = 0.01f;
  private static final float SLOWEST_MEAN = 0.998f;

  private final NDManager manager;
  private final NDArray decayed;
  private final NDArray parameters;
  private final NDArray means;
  private final NDArray squares;
  private final NDArray averaged;
  private long steps;

  /**
   * Where an optimizer stands: rows as long as the parameters.
   *
   * @param averaged the moving mean of the parameters
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record State(long steps, float[] parameters, float[] means, float[] squares, float[] averaged) {
    static State start(float[] parameters) {
      return new State(
          0,
          parameters,
          new float[parameters.length],
          new float[parameters.length],
          parameters.clone());
    }
  }

  AdamSteps(NDManager manager, State state, float[] decayed) {
    this.manager = manager;
    this.decayed = held(manager, decayed);
    this.parameters = held(manager, state.parameters);
    this.means = held(manager, state.means);
    this.squares = held(manager, state.squares);
    this.averaged = held(manager, state.averaged);
    this.steps = state.steps;
  }

  /**
   * In PyTorch's own memory: what is created of an array stays in Java's, of which there is less.
   */
  private static NDArray held(NDManager manager, float[] values) {
    try (NDArray created = manager.create(values)) {
      return created.duplicate();
    }
  }

  /** The parameters as they are; not to be changed. */
  NDArray parameters() {
    return parameters;
  }

  /** Their moving mean; not to be changed. */
  NDArray averaged() {
    return averaged;
  }

  /** Steps taken. */
  long steps() {
    return steps;
  }

  /**
   * Takes a step, unless the gradient's length is no number: one batch must not spoil the rest.
   *
   * @param gradient changed by this
   * @return whether it was taken
   */
  boolean step(NDArray gradient, double learningRate) {
    try (NDManager scratch = manager.newSubManager()) {
      scratch.tempAttachAll(gradient, decayed, parameters, means, squares, averaged);
      NDArray length = gradient.square().sum().sqrt().div(LONGEST_GRADIENT);
      if (!Float.isFinite(length.getFloat())) {
        return false;
      }
      steps++;
      gradient.divi(length.maximum(1));
      means.muli(MEAN).addi(gradient.mul(1 - MEAN));
      squares.muli(SQUARES).addi(gradient.square().mul(1 - SQUARES));
      double meanShare = 1 - StrictMath.pow(MEAN, steps);
      double squareShare = 1 - StrictMath.pow(SQUARES, steps);
      NDArray spread = squares.div((float) squareShare).sqrt().add(EPSILON);
      NDArray pulled = parameters.mul(decayed).mul((float) (learningRate * DECAY));
      parameters.subi(means.mul((float) (learningRate / meanShare)).div(spread)).subi(pulled);
      float slow = Math.min(SLOWEST_MEAN, (1f + steps) / (10f + steps));
      averaged.muli(slow).addi(parameters.mul(1 - slow));
      return true;
    }
  }

  /** Where it stands. */
  State state() {
    return new State(
        steps,
        parameters.toFloatArray(),
        means.toFloatArray(),
        squares.toFloatArray(),
        averaged.toFloatArray());
  }
}
