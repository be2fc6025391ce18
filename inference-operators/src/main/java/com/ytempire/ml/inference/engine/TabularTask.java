package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows of numbers through a network with one input {@code [-1, columns]}. */
final class TabularTask implements Task<float[], float[]> {
  private final Network network;
  private final RequestChecks checks;
  private final TensorSpec input;
  private final int width;
  private final RowOutputs outputs;

  /**
   * @throws ModelLoadException when the manifest describes no such network
   */
  TabularTask(ModelManifest manifest, Network network) {
    this.network = network;
    this.checks = new RequestChecks(manifest);
    this.width = manifest.features().size();
    List<TensorSpec> inputs = manifest.signature().inputs();
    if (inputs.size() != 1
        || inputs.get(0).type() != TensorType.FLOAT32
        || !inputs.get(0).shape().equals(List.of(-1L, (long) width))) {
      throw new ModelLoadException(
          "a tabular model of %d feature columns takes one input FLOAT32 [-1, %d]; its signature has %s"
              .formatted(width, width, inputs));
    }
    this.input = inputs.get(0);
    this.outputs = RowOutputs.of(manifest);
  }

  /** One row, checked. */
  float[] row(float[] values) {
    checks.width(values);
    checks.numbers(input, values);
    return values;
  }

  @Override
  public List<float[]> rows(Map<String, Tensor> inputs) {
    checks.noUnknown(inputs, List.of(input));
    float[] values = checks.required(inputs, input).floats();
    checks.numbers(input, values);
    List<float[]> rows = new ArrayList<>(values.length / width);
    for (int start = 0; start < values.length; start += width) {
      rows.add(Arrays.copyOfRange(values, start, start + width));
    }
    return rows;
  }

  @Override
  public List<float[]> run(List<float[]> rows) {
    float[] values = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, values, row * width, width);
    }
    Tensor tensor = Tensor.of(values, rows.size(), width);
    return outputs.split(network.run(Map.of(input.name(), tensor), outputs.names()), rows.size());
  }

  @Override
  public Map<String, Tensor> join(List<float[]> results) {
    return outputs.join(results);
  }

  @Override
  public int length(float[] row) {
    return 1;
  }

  @Override
  public List<Integer> lengthsToWarmUp() {
    return List.of(1);
  }

  @Override
  public float[] sample(int length) {
    return new float[width];
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
