package com.ytempire.ml.training.network;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.training.example.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Examples as a network takes them: a row of numbers each, or the newest of their snapshots, filled
 * up with zeros where the network has a mask, as the service does.
 *
 * @param task which of the two
 * @param places of the network's columns among the features of the examples
 * @param mostSteps of a sequence
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NetworkInputs(ModelTask task, ModelSignature signature, int[] places, int mostSteps) {
  /** Name of the second input of networks that take sequences of several lengths at once. */
  private static final String MASK = "mask";

  /** Why a network of this signature cannot be asked; empty where it can. */
  static String unfit(ModelTask task, ModelSignature signature) {
    return switch (task) {
      case TABULAR -> "";
      case SEQUENCE -> {
        boolean isOpen =
            signature.inputs().stream()
                .allMatch(input -> input.shape().size() > 1 && input.shape().get(1) == -1);
        yield isOpen ? "" : "it takes sequences of one length only";
      }
      case TEXT_EMBEDDING, TEXT_CLASSIFICATION -> "it takes no numbers but is a model of " + task;
    };
  }

  /**
   * Shares examples out to batches that a network takes at once.
   *
   * @return places in the list, each once
   */
  List<List<Integer>> batches(List<Example> examples, int size) {
    boolean isOfOneLength = task == ModelTask.SEQUENCE && signature.input(MASK).isEmpty();
    Map<Integer, List<Integer>> together = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      int length = isOfOneLength ? steps(examples.get(i)) : 0;
      together.computeIfAbsent(length, any -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> batches = new ArrayList<>();
    for (List<Integer> some : together.values()) {
      for (int from = 0; from < some.size(); from += size) {
        batches.add(some.subList(from, Math.min(some.size(), from + size)));
      }
    }
    return batches;
  }

  /** The tensors of a batch, by the names of the inputs. */
  Map<String, Tensor> of(List<Example> examples) {
    return task == ModelTask.SEQUENCE
        ? sequences(examples)
        : Map.of(signature.inputs().get(0).name(), rows(examples));
  }

  private int steps(Example example) {
    return Math.min(example.steps(), mostSteps);
  }

  private Tensor rows(List<Example> examples) {
    float[] values = new float[examples.size() * places.length];
    for (int i = 0; i < examples.size(); i++) {
      write(examples.get(i).features(), values, i);
    }
    return Tensor.of(values, examples.size(), places.length);
  }

  private Map<String, Tensor> sequences(List<Example> examples) {
    int longest = examples.stream().mapToInt(this::steps).max().orElse(1);
    float[] values = new float[examples.size() * longest * places.length];
    float[] mask = new float[examples.size() * longest];
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      int steps = steps(example);
      for (int step = 0; step < steps; step++) {
        write(example.step(example.steps() - steps + step), values, i * longest + step);
        mask[i * longest + step] = 1;
      }
    }
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (TensorSpec input : signature.inputs()) {
      inputs.put(
          input.name(),
          input.name().equals(MASK)
              ? mask(input.type(), mask, examples.size(), longest)
              : Tensor.of(values, examples.size(), longest, places.length));
    }
    return inputs;
  }

  private void write(float[] features, float[] values, int row) {
    for (int i = 0; i < places.length; i++) {
      values[row * places.length + i] = features[places[i]];
    }
  }

  private static Tensor mask(TensorType type, float[] mask, int examples, int steps) {
    if (type == TensorType.FLOAT32) {
      return Tensor.of(mask, examples, steps);
    }
    boolean[] flags = new boolean[mask.length];
    long[] numbers = new long[mask.length];
    for (int i = 0; i < mask.length; i++) {
      flags[i] = mask[i] == 1;
      numbers[i] = (long) mask[i];
    }
    return type == TensorType.BOOL
        ? Tensor.of(flags, examples, steps)
        : Tensor.of(numbers, examples, steps);
  }
}
