package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.util.Map;

/** The input that tells which rows of a batch of sequences count: ones, then zeros. */
record SequenceMask(TensorSpec spec, RequestChecks checks) {
  /** Name of the input. */
  static final String NAME = ModelSignature.MASK;

  /**
   * @throws ModelLoadException when it is of a type or shape that no mask has
   */
  SequenceMask {
    boolean known =
        switch (spec.type()) {
          case BOOL, INT64, FLOAT32 -> true;
          case INT8, UINT8, INT32, FLOAT64, STRING -> false;
        };
    if (!known || spec.shape().size() != 2 || spec.shape().get(0) != -1) {
      throw new ModelLoadException(
          "input 'mask' is %s %s; expected BOOL, INT64 or FLOAT32 [-1, steps]"
              .formatted(spec.type(), spec.shape()));
    }
  }

  /** The mask of a batch. */
  Tensor of(int[] lengths, int steps) {
    int count = lengths.length * steps;
    return switch (spec.type()) {
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = i % steps < lengths[i / steps];
        }
        yield Tensor.of(values, lengths.length, steps);
      }
      case INT64 -> {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
          values[i] = i % steps < lengths[i / steps] ? 1 : 0;
        }
        yield Tensor.of(values, lengths.length, steps);
      }
      default -> {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = i % steps < lengths[i / steps] ? 1 : 0;
        }
        yield Tensor.of(values, lengths.length, steps);
      }
    };
  }

  /**
   * Reads a request's mask.
   *
   * @param lengths steps of each sequence as sent; replaced by those that count
   */
  void lengths(Map<String, Tensor> inputs, int[] lengths) {
    Tensor mask = checks.required(inputs, spec.withOpenSize(1));
    int steps = lengths[0];
    if (mask.size(0) != lengths.length || mask.size(1) != steps) {
      throw checks.refusal(
          "input 'mask' has shape [%d, %d]; expected [%d, %d] as the sequences have",
          mask.size(0), mask.size(1), lengths.length, steps);
    }
    for (int row = 0; row < lengths.length; row++) {
      int length = 0;
      while (length < steps && value(mask, row * steps + length, row) == 1) {
        length++;
      }
      for (int i = length; i < steps; i++) {
        if (value(mask, row * steps + i, row) == 1) {
          throw checks.refusal(
              "input 'mask', row %d: a 1 behind a 0; expected ones, oldest first, then zeros", row);
        }
      }
      lengths[row] = length;
    }
  }

  private int value(Tensor mask, int index, int row) {
    if (mask.type() == TensorType.BOOL) {
      return ((boolean[]) mask.values())[index] ? 1 : 0;
    }
    double value = mask.type() == TensorType.INT64 ? mask.longs()[index] : mask.floats()[index];
    if (value != 0 && value != 1) {
      throw checks.refusal("input 'mask', row %d: %s; expected 0 or 1", row, value);
    }
    return (int) value;
  }
}
