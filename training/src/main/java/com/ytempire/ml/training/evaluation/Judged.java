package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One answer of one head beside what happened.
 *
 * @param group rows of one group are alike: the video
 * @param label 0 or 1, or a number; never NaN
 * @param answer the probability of 1, or a number
 * @param slices by what results are told apart, such as {@code region} → {@code US}
 */
public record Judged(String group, double label, double answer, Map<String, String> slices) {

  /**
   * Answers beside the labels of examples; those whose label is unknown are left out.
   *
   * @param label which of the examples' labels
   * @param answers one per example
   */
  public static List<Judged> of(List<Example> examples, int label, double[] answers) {
    if (answers.length != examples.size()) {
      throw new IllegalArgumentException(
          "%d answers to %d examples".formatted(answers.length, examples.size()));
    }
    List<Judged> judged = new ArrayList<>(answers.length);
    for (int i = 0; i < answers.length; i++) {
      Example example = examples.get(i);
      float actual = example.labels()[label];
      if (!Float.isNaN(actual)) {
        judged.add(new Judged(example.group(), actual, answers[i], example.slices()));
      }
    }
    return judged;
  }
}
