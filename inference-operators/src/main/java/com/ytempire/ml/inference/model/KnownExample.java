package com.ytempire.ml.inference.model;

import java.util.Map;

/**
 * A request whose answer was written down when the version was made. A version that answers
 * otherwise is not the one that was made, and takes no traffic.
 *
 * @param inputs by input name, a batch of one or more
 * @param outputs by output name
 * @param tolerance most that any number may differ, absolute
 */
public record KnownExample(
    Map<String, Tensor> inputs, Map<String, Tensor> outputs, double tolerance) {
  public KnownExample {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }
}
