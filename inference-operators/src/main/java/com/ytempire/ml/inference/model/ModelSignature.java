package com.ytempire.ml.inference.model;

import java.util.List;
import java.util.Optional;

/**
 * What callers send to a model and get from it. For tabular and sequence models these are the
 * network's own tensors; a text model takes {@code text} (STRING, {@code [-1]}) and gives {@code
 * embedding} or {@code probabilities} (FLOAT32, {@code [-1, n]}).
 */
public record ModelSignature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
  /** Input of a model of sequences that tells which rows count: ones, then zeros. */
  public static final String MASK = "mask";

  public ModelSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public Optional<TensorSpec> input(String name) {
    return inputs.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  public Optional<TensorSpec> output(String name) {
    return outputs.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /**
   * Whether readers of one model's answers understand the other's: one gives all outputs of the
   * other, in the same form, and perhaps more. So a version may add outputs, and the one before can
   * come back.
   */
  public boolean answersLike(ModelSignature other) {
    return outputs.containsAll(other.outputs) || other.outputs.containsAll(outputs);
  }
}
