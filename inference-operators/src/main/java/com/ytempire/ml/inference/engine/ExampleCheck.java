package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Asks a loaded model what it is known to answer. */
final class ExampleCheck {
  /**
   * What an 8-bit network's answers may differ by on top of the tolerance, as a share of the
   * largest number expected. Its embeddings lie at a cosine of 0.99 from those of 32-bit floats, a
   * seventh of their length apart; another model's lie further away.
   */
  private static final double QUANTIZED_SHARE = 0.25;

  private ExampleCheck() {}

  /**
   * @throws ModelLoadException naming the first difference
   */
  static <I, O> void require(KnownExample example, Task<I, O> task) throws Exception {
    List<I> rows = task.rows(example.inputs());
    Map<String, Tensor> answer = task.join(task.run(rows));
    for (Map.Entry<String, Tensor> expected : example.outputs().entrySet()) {
      Tensor found = answer.get(expected.getKey());
      if (found == null) {
        throw wrong("output '%s' is missing; there are %s", expected.getKey(), answer.keySet());
      }
      compare(expected.getKey(), expected.getValue(), found, tolerance(example, expected, task));
    }
  }

  private static double tolerance(
      KnownExample example, Map.Entry<String, Tensor> expected, Task<?, ?> task) {
    if (task.variant() != Variant.INT8 || expected.getValue().type() != TensorType.FLOAT32) {
      return example.tolerance();
    }
    double largest = 0;
    for (float value : expected.getValue().floats()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return example.tolerance() + QUANTIZED_SHARE * largest;
  }

  private static void compare(String name, Tensor expected, Tensor found, double tolerance) {
    if (expected.type() != TensorType.FLOAT32
        || found.type() != expected.type()
        || !Arrays.equals(expected.shape(), found.shape())) {
      throw wrong("output '%s' is %s; expected %s", name, found, expected);
    }
    float[] wanted = expected.floats();
    float[] given = found.floats();
    for (int i = 0; i < wanted.length; i++) {
      boolean same =
          Float.compare(given[i], wanted[i]) == 0 || Math.abs(given[i] - wanted[i]) <= tolerance;
      if (!same) {
        throw wrong(
            "output '%s', element %d is %s; expected %s within %s",
            name, i, given[i], wanted[i], tolerance);
      }
    }
  }

  private static ModelLoadException wrong(String format, Object... arguments) {
    return new ModelLoadException(
        "it answers its known example wrongly: "
            + format.formatted(arguments)
            + "; publish the version again from what it was made from");
  }
}
