package com.ytempire.ml.inference.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model says of one of its inputs or outputs.
 *
 * @param name name of the tensor
 * @param type type of its elements
 * @param shape sizes, outermost first; −1 where any size will do. The first is the batch
 * @param missingAllowed whether NaN stands for a missing value; where it does not, NaN is refused
 */
public record TensorSpec(String name, TensorType type, List<Long> shape, boolean missingAllowed) {
  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** A tensor in which NaN is refused. */
  public static TensorSpec of(String name, TensorType type, Long... shape) {
    return new TensorSpec(name, type, List.of(shape), false);
  }

  /** The same with any size in one dimension. */
  public TensorSpec withOpenSize(int dimension) {
    List<Long> open = new ArrayList<>(shape);
    open.set(dimension, -1L);
    return new TensorSpec(name, type, open, missingAllowed);
  }

  /** Whether a tensor has this type and a shape that this one allows. */
  public boolean accepts(Tensor tensor) {
    if (tensor.type() != type || tensor.rank() != shape.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) >= 0 && shape.get(i) != tensor.size(i)) {
        return false;
      }
    }
    return true;
  }
}
