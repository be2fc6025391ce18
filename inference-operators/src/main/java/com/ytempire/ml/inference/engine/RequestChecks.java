package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what is wrong with a request before it is queued. Safe to share. */
final class RequestChecks {
  private final String modelId;
  private final List<String> columns;

  RequestChecks(ModelManifest manifest) {
    this.modelId = manifest.ref().modelId();
    this.columns = manifest.features();
  }

  /** A refusal that names the model. */
  InferenceException refusal(String format, Object... arguments) {
    return new InferenceException(
        Reason.INVALID_INPUT, modelId + ": " + format.formatted(arguments), null);
  }

  /** Refuses inputs that the model does not have. */
  void noUnknown(Map<String, Tensor> inputs, List<TensorSpec> known) {
    for (String name : inputs.keySet()) {
      if (known.stream().noneMatch(spec -> spec.name().equals(name))) {
        throw refusal(
            "unknown input '%s'; the model takes %s",
            name, known.stream().map(RequestChecks::describe).toList());
      }
    }
  }

  /** An input that has to be there, of its type and shape and with at least one row. */
  Tensor required(Map<String, Tensor> inputs, TensorSpec spec) {
    Tensor tensor = inputs.get(spec.name());
    if (tensor == null) {
      throw refusal(
          "input %s is missing; given are %s", describe(spec), Set.copyOf(inputs.keySet()));
    }
    if (tensor.type() != spec.type()) {
      throw refusal(
          "input '%s' is of type %s; expected %s", spec.name(), tensor.type(), spec.type());
    }
    if (!spec.accepts(tensor)) {
      throw refusal(
          "input '%s' has shape %s; expected %s",
          spec.name(), Arrays.toString(tensor.shape()), spec.shape());
    }
    if (tensor.size(0) == 0) {
      throw refusal("empty batch: input '%s' has no rows; expected at least 1", spec.name());
    }
    return tensor;
  }

  /**
   * Refuses infinite numbers, and NaN where it does not stand for a missing value.
   *
   * @param values row after row, each as wide as the model has columns
   */
  void numbers(TensorSpec spec, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i]) || (Float.isNaN(values[i]) && !spec.missingAllowed())) {
        throw refusal(
            "input '%s', row %d, column '%s' is %s; expected a finite number%s",
            spec.name(),
            i / columns.size(),
            columns.get(i % columns.size()),
            values[i],
            spec.missingAllowed() ? ", or NaN where it is missing" : ": none may be missing");
      }
    }
  }

  /** Refuses a row of another width. */
  void width(float[] row) {
    if (row.length != columns.size()) {
      throw refusal(
          "a row of %d numbers; expected %d, one per column of %s",
          row.length, columns.size(), columns);
    }
  }

  private static String describe(TensorSpec spec) {
    return "'%s' (%s %s)".formatted(spec.name(), spec.type(), spec.shape());
  }
}
