package com.ytempire.ml.training.trainer;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.ArrayList;
import java.util.List;

/** Finds the examples from which a head can learn. */
public final class KnownLabels {
  private KnownLabels() {}

  /**
   * The examples whose label for a head is known, in their order.
   *
   * @param label which of the examples' labels is the head's
   * @param part what the examples are, for messages
   * @throws TrainingException when there is none, or a label is not what the head learns
   */
  public static List<Example> of(List<Example> examples, Head head, int label, String part) {
    List<Example> known = new ArrayList<>(examples.size());
    for (Example example : examples) {
      float value = example.labels()[label];
      if (!Float.isNaN(value)) {
        check(example, head, value);
        known.add(example);
      }
    }
    if (known.isEmpty()) {
      throw new TrainingException(
          "no %s row has a label %s: leave this head out, or take data in which it is known"
              .formatted(part, head.word()));
    }
    return known;
  }

  /** A head's labels of such examples. */
  public static float[] labels(List<Example> known, int label) {
    float[] labels = new float[known.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = known.get(i).labels()[label];
    }
    return labels;
  }

  private static void check(Example example, Head head, float value) {
    boolean isRight =
        head.kind() == Head.Kind.PROBABILITY ? value == 0 || value == 1 : Float.isFinite(value);
    if (!isRight) {
      throw new TrainingException(
          "label %s of %s at %s is %s; expected %s"
              .formatted(
                  head.word(),
                  example.entityId(),
                  example.at(),
                  value,
                  head.kind() == Head.Kind.PROBABILITY ? "0 or 1" : "a finite number"));
    }
  }
}
