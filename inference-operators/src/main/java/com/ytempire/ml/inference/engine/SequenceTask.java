package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of rows through a network with an input {@code [-1, steps, columns]}.
 *
 * <p>With a second input {@code mask} {@code [-1, steps]} sequences are filled up with zeros after
 * their newest row, and the mask is 1 where a row counts and 0 behind it. Without one nothing is
 * filled up: only sequences of equal length run together.
 */
final class SequenceTask implements Task<float[], float[]> {
  private static final int SHORTEST = 8;

  private final Network network;
  private final RequestChecks checks;
  private final TensorSpec input;
  private final @Nullable SequenceMask mask;
  private final int width;
  private final int maxSteps;

  /** Steps that every sequence has, or −1. */
  private final int fixedSteps;

  private final RowOutputs outputs;

  /**
   * @throws ModelLoadException when the manifest describes no such network
   */
  SequenceTask(ModelManifest manifest, Network network) {
    this.network = network;
    this.checks = new RequestChecks(manifest);
    this.width = manifest.features().size();
    List<TensorSpec> inputs = new ArrayList<>(manifest.signature().inputs());
    TensorSpec maskSpec = manifest.signature().input(SequenceMask.NAME).orElse(null);
    inputs.remove(maskSpec);
    if (inputs.size() != 1
        || inputs.get(0).type() != TensorType.FLOAT32
        || inputs.get(0).shape().size() != 3
        || inputs.get(0).shape().get(0) != -1
        || inputs.get(0).shape().get(2) != width) {
      throw new ModelLoadException(
          ("a sequence model of %d feature columns takes one input FLOAT32 [-1, steps, %d] and may"
                  + " take 'mask'; its signature has %s")
              .formatted(width, width, manifest.signature().inputs()));
    }
    this.input = inputs.get(0);
    this.mask = maskSpec == null ? null : new SequenceMask(maskSpec, checks);
    this.fixedSteps = Math.toIntExact(input.shape().get(1));
    this.maxSteps =
        fixedSteps < 0 ? manifest.maxTokens() : Math.min(fixedSteps, manifest.maxTokens());
    this.outputs = RowOutputs.of(manifest);
  }

  /** One sequence, checked and cut to its newest rows, row after row. */
  float[] sequence(float[][] rows) {
    int count = Math.min(rows.length, maxSteps);
    requireSteps(count);
    float[] values = new float[count * width];
    for (int i = 0; i < count; i++) {
      float[] row = rows[rows.length - count + i];
      checks.width(row);
      System.arraycopy(row, 0, values, i * width, width);
    }
    checks.numbers(input, values);
    return values;
  }

  @Override
  public List<float[]> rows(Map<String, Tensor> inputs) {
    checks.noUnknown(inputs, mask == null ? List.of(input) : List.of(input, mask.spec()));
    Tensor tensor = checks.required(inputs, input.withOpenSize(1));
    int batch = Math.toIntExact(tensor.size(0));
    int steps = Math.toIntExact(tensor.size(1));
    int[] lengths = new int[batch];
    Arrays.fill(lengths, steps);
    if (mask != null && inputs.containsKey(SequenceMask.NAME)) {
      mask.lengths(inputs, lengths);
    }
    float[] values = tensor.floats();
    List<float[]> rows = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      int count = Math.min(lengths[i], maxSteps);
      requireSteps(count);
      int end = (i * steps + lengths[i]) * width;
      float[] row = Arrays.copyOfRange(values, end - count * width, end);
      checks.numbers(input, row);
      rows.add(row);
    }
    return rows;
  }

  private void requireSteps(int steps) {
    if (steps == 0) {
      throw checks.refusal("input '%s': an empty sequence; expected at least 1 row", input.name());
    }
    if (mask == null && fixedSteps > 0 && steps != fixedSteps) {
      throw checks.refusal(
          "input '%s': a sequence of %d rows; the model takes %d", input.name(), steps, fixedSteps);
    }
  }

  @Override
  public List<float[]> run(List<float[]> sequences) {
    if (mask != null) {
      return runPadded(sequences, mask);
    }
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < sequences.size(); i++) {
      byLength.computeIfAbsent(length(sequences.get(i)), length -> new ArrayList<>()).add(i);
    }
    float[][] results = new float[sequences.size()][];
    byLength.forEach(
        (steps, indices) -> {
          Tensor tensor = padded(indices.stream().map(sequences::get).toList(), steps);
          List<float[]> some =
              outputs.split(
                  network.run(Map.of(input.name(), tensor), outputs.names()), indices.size());
          for (int i = 0; i < indices.size(); i++) {
            results[indices.get(i)] = some.get(i);
          }
        });
    return List.of(results);
  }

  private List<float[]> runPadded(List<float[]> sequences, SequenceMask mask) {
    int[] lengths = sequences.stream().mapToInt(this::length).toArray();
    int steps = fixedSteps > 0 ? fixedSteps : Arrays.stream(lengths).max().orElseThrow();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(input.name(), padded(sequences, steps));
    inputs.put(SequenceMask.NAME, mask.of(lengths, steps));
    return outputs.split(network.run(inputs, outputs.names()), sequences.size());
  }

  private Tensor padded(List<float[]> sequences, int steps) {
    float[] values = new float[sequences.size() * steps * width];
    for (int i = 0; i < sequences.size(); i++) {
      float[] sequence = sequences.get(i);
      System.arraycopy(sequence, 0, values, i * steps * width, sequence.length);
    }
    return Tensor.of(values, sequences.size(), steps, width);
  }

  @Override
  public Map<String, Tensor> join(List<float[]> results) {
    return outputs.join(results);
  }

  @Override
  public int length(float[] sequence) {
    return sequence.length / width;
  }

  @Override
  public List<Integer> lengthsToWarmUp() {
    boolean fixed = mask == null && fixedSteps > 0;
    return fixed ? List.of(fixedSteps) : WarmUp.upTo(Math.min(SHORTEST, maxSteps), maxSteps);
  }

  @Override
  public float[] sample(int length) {
    return new float[length * width];
  }

  @Override
  public String device() {
    return network.device();
  }

  @Override
  public Variant variant() {
    return network.variant();
  }

  @Override
  public void close() {
    network.close();
  }
}
