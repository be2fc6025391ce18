package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The outputs of a model of numbers: row by row for callers, tensor by tensor for networks. */
final class RowOutputs {
  private final List<TensorSpec> specs;
  private final int[] widths;
  private final Set<String> names;

  private RowOutputs(List<TensorSpec> specs, int[] widths) {
    this.specs = specs;
    this.widths = widths;
    this.names = specs.stream().map(TensorSpec::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws ModelLoadException when an output is no float or leaves more than the batch open
   */
  static RowOutputs of(ModelManifest manifest) {
    List<TensorSpec> specs = manifest.signature().outputs();
    if (specs.isEmpty()) {
      throw new ModelLoadException("the signature has no outputs");
    }
    int[] widths = new int[specs.size()];
    for (int i = 0; i < widths.length; i++) {
      TensorSpec spec = specs.get(i);
      List<Long> shape = spec.shape();
      boolean open = shape.isEmpty() || shape.get(0) != -1;
      long width = 1;
      for (long size : shape.subList(Math.min(1, shape.size()), shape.size())) {
        open |= size < 1;
        width *= size;
      }
      if (open || spec.type() != TensorType.FLOAT32) {
        throw new ModelLoadException(
            "output '%s' is %s %s; a %s model gives FLOAT32 of fixed sizes but for the batch"
                .formatted(spec.name(), spec.type(), shape, manifest.task()));
      }
      widths[i] = Math.toIntExact(width);
    }
    return new RowOutputs(specs, widths);
  }

  Set<String> names() {
    return names;
  }

  /** Splits what a network gave for {@code count} rows; each result holds all outputs in order. */
  List<float[]> split(Map<String, Tensor> outputs, int count) {
    List<float[]> rows = new ArrayList<>(count);
    int total = Arrays.stream(widths).sum();
    for (int row = 0; row < count; row++) {
      rows.add(new float[total]);
    }
    int start = 0;
    for (int i = 0; i < widths.length; i++) {
      String name = specs.get(i).name();
      Tensor tensor = outputs.get(name);
      if (tensor == null
          || tensor.type() != TensorType.FLOAT32
          || tensor.count() != count * widths[i]) {
        throw new IllegalStateException(
            "output '%s' is %s for %d rows of %d".formatted(name, tensor, count, widths[i]));
      }
      float[] values = tensor.floats();
      for (int row = 0; row < count; row++) {
        System.arraycopy(values, row * widths[i], rows.get(row), start, widths[i]);
      }
      start += widths[i];
    }
    return rows;
  }

  /** Puts rows together again. */
  Map<String, Tensor> join(List<float[]> rows) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int start = 0;
    for (int i = 0; i < widths.length; i++) {
      float[] values = new float[rows.size() * widths[i]];
      for (int row = 0; row < rows.size(); row++) {
        System.arraycopy(rows.get(row), start, values, row * widths[i], widths[i]);
      }
      long[] shape = specs.get(i).shape().stream().mapToLong(Long::longValue).toArray();
      shape[0] = rows.size();
      outputs.put(specs.get(i).name(), Tensor.of(values, shape));
      start += widths[i];
    }
    return outputs;
  }
}
