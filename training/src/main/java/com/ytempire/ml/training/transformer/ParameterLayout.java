package com.ytempire.ml.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The network's parameters in one row of numbers, so that a step of the optimizer, a checkpoint and
 * an export each handle one thing. Immutable.
 */
final class ParameterLayout {
  /** How a parameter begins. */
  private enum Start {
    ZERO,
    ONE,
    RANDOM
  }

  private record Parameter(String name, long[] shape, int from, Start start) {
    int size() {
      long size = 1;
      for (long length : shape) {
        size *= length;
      }
      return Math.toIntExact(size);
    }
  }

  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int size;

  /**
   * @param input numbers of a step
   * @param outputs how many heads there are
   */
  ParameterLayout(TransformerSettings settings, int input, int outputs) {
    int hidden = settings.hidden();
    linear("embed", input, hidden);
    for (int layer = 0; layer < settings.layers(); layer++) {
      String name = "layer" + layer;
      norm(name + ".norm1", hidden);
      linear(name + ".attention", hidden, 3 * hidden);
      linear(name + ".joined", hidden, hidden);
      norm(name + ".norm2", hidden);
      linear(name + ".wide", hidden, TransformerNetwork.WIDENING * hidden);
      linear(name + ".narrow", TransformerNetwork.WIDENING * hidden, hidden);
    }
    norm("norm", hidden);
    linear("pooled", 2 * hidden, hidden);
    linear("answers", hidden, outputs);
  }

  private void linear(String name, int in, int out) {
    add(name + ".weight", Start.RANDOM, in, out);
    add(name + ".bias", Start.ZERO, out);
  }

  private void norm(String name, int width) {
    add(name + ".scale", Start.ONE, width);
    add(name + ".shift", Start.ZERO, width);
  }

  private void add(String name, Start start, long... shape) {
    var parameter = new Parameter(name, shape, size, start);
    places.put(name, parameters.size());
    parameters.add(parameter);
    size = Math.addExact(size, parameter.size());
  }

  /** How many numbers there are. */
  int size() {
    return size;
  }

  /** What learning begins with: Glorot's ranges. */
  float[] start(long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (Parameter parameter : parameters) {
      double range =
          parameter.shape.length < 2
              ? 0
              : Math.sqrt(6.0 / (parameter.shape[0] + parameter.shape[1]));
      for (int i = 0; i < parameter.size(); i++) {
        values[parameter.from + i] =
            switch (parameter.start) {
              case ZERO -> 0;
              case ONE -> 1;
              case RANDOM -> (float) (range * (2 * random.nextDouble() - 1));
            };
      }
    }
    return values;
  }

  /** 1 for numbers that are pulled to zero, which are those of the matrices, else 0. */
  float[] decayed() {
    float[] decayed = new float[size];
    for (Parameter parameter : parameters) {
      for (int i = 0; i < parameter.size(); i++) {
        decayed[parameter.from + i] = parameter.shape.length < 2 ? 0 : 1;
      }
    }
    return decayed;
  }

  /** The parameters as parts of the row, through which gradients flow back to it. */
  Map<String, NDArray> split(NDArray row) {
    long[] cuts = parameters.stream().skip(1).mapToLong(Parameter::from).toArray();
    NDList parts = row.split(cuts, 0);
    Map<String, NDArray> byName = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      byName.put(parameters.get(i).name, parts.get(i).reshape(new Shape(parameters.get(i).shape)));
    }
    return byName;
  }

  /** One parameter's shape. */
  long[] shape(String name) {
    return find(name).shape.clone();
  }

  /** One parameter's numbers. */
  float[] values(String name, float[] row) {
    Parameter parameter = find(name);
    float[] values = new float[parameter.size()];
    System.arraycopy(row, parameter.from, values, 0, values.length);
    return values;
  }

  private Parameter find(String name) {
    return parameters.get(Objects.requireNonNull(places.get(name), name));
  }
}
