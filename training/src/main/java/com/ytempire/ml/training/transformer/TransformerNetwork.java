package com.ytempire.ml.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import java.util.Map;
import java.util.Objects;

/**
 * The network's arithmetic: an encoder that normalises before each of its parts (which learns
 * without a long warm-up), then the newest step and the mean of all steps, then one answer per
 * head. {@link TransformerOnnx} writes the same arithmetic. Holds no parameters.
 */
final class TransformerNetwork {
  /** How much wider the inside of a layer is. */
  static final int WIDENING = 4;

  /** Added to the weights of steps that are not there. */
  static final float UNSEEN = -1e4f;

  private static final float NORM_EPSILON = 1e-5f;

  private final TransformerSettings settings;

  TransformerNetwork(TransformerSettings settings) {
    this.settings = settings;
  }

  /**
   * Answers a batch.
   *
   * @param parameters by name
   * @param batch of which the steps are [batch, steps, input] and the others [batch, steps]
   * @param isLearning whether numbers are dropped by chance
   * @return [batch, heads]
   */
  NDArray answers(Map<String, NDArray> parameters, StepBatch.Arrays batch, boolean isLearning) {
    NDArray mask = batch.mask();
    NDArray unseen = mask.sub(1).mul(-UNSEEN).expandDims(1).expandDims(1);
    NDArray state = dropped(linear(parameters, "embed", batch.steps()), isLearning);
    for (int layer = 0; layer < settings.layers(); layer++) {
      String name = "layer" + layer;
      NDArray normed = norm(parameters, name + ".norm1", state);
      state = state.add(dropped(attention(parameters, name, normed, unseen), isLearning));
      NDArray wide =
          Activation.gelu(
              linear(parameters, name + ".wide", norm(parameters, name + ".norm2", state)));
      state = state.add(dropped(linear(parameters, name + ".narrow", wide), isLearning));
    }
    state = norm(parameters, "norm", state);
    NDArray last = state.mul(batch.newest().expandDims(2)).sum(new int[] {1});
    NDArray mean =
        state.mul(mask.expandDims(2)).sum(new int[] {1}).div(mask.sum(new int[] {1}).expandDims(1));
    NDArray pooled = Activation.gelu(linear(parameters, "pooled", last.concat(mean, 1)));
    return linear(parameters, "answers", dropped(pooled, isLearning));
  }

  private NDArray attention(
      Map<String, NDArray> parameters, String layer, NDArray state, NDArray unseen) {
    Shape shape = state.getShape();
    long batch = shape.get(0);
    long steps = shape.get(1);
    long width = settings.hidden() / settings.heads();
    NDList parts =
        linear(parameters, layer + ".attention", state)
            .reshape(batch, steps, 3, settings.heads(), width)
            .transpose(2, 0, 3, 1, 4)
            .split(3, 0);
    NDArray asks = parts.get(0).squeeze(0);
    NDArray offers = parts.get(1).squeeze(0);
    NDArray values = parts.get(2).squeeze(0);
    // Not mul(Number): that lets the factor's memory go before the gradient has used it.
    NDArray scale = state.getManager().create((float) (1 / Math.sqrt(width)));
    NDArray weights = asks.matMul(offers.transpose(0, 1, 3, 2)).mul(scale).add(unseen).softmax(3);
    NDArray joined =
        weights.matMul(values).transpose(0, 2, 1, 3).reshape(batch, steps, settings.hidden());
    return linear(parameters, layer + ".joined", joined);
  }

  private NDArray dropped(NDArray values, boolean isLearning) {
    return isLearning && settings.dropout() > 0
        ? Dropout.dropout(values, (float) settings.dropout(), true).singletonOrThrow()
        : values;
  }

  private static NDArray linear(Map<String, NDArray> parameters, String name, NDArray input) {
    return input.matMul(get(parameters, name + ".weight")).add(get(parameters, name + ".bias"));
  }

  private NDArray norm(Map<String, NDArray> parameters, String name, NDArray input) {
    return LayerNorm.layerNorm(
            input,
            new Shape(settings.hidden()),
            get(parameters, name + ".scale"),
            get(parameters, name + ".shift"),
            NORM_EPSILON)
        .singletonOrThrow();
  }

  private static NDArray get(Map<String, NDArray> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
