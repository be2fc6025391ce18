package com.ytempire.ml.inference.sentiment;

import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.List;
import java.util.Locale;

/** Turns a classifier's probabilities into the score, wherever its labels stand. */
public final class LabelledScore {
  private final int negative;
  private final int positive;

  private LabelledScore(int negative, int positive) {
    this.negative = negative;
    this.positive = positive;
  }

  /**
   * Finds the labels {@code negative} and {@code positive}, in any case.
   *
   * @throws ModelLoadException when one is missing
   */
  public static LabelledScore of(String modelId, List<String> labels) {
    List<String> lowerCase = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    int negative = lowerCase.indexOf("negative");
    int positive = lowerCase.indexOf("positive");
    if (negative < 0 || positive < 0) {
      throw new ModelLoadException(
          "sentiment model %s: labels %s; expected 'negative' and 'positive' among id2label"
              .formatted(modelId, labels));
    }
    return new LabelledScore(negative, positive);
  }

  /** P(positive) − P(negative), in [−1, 1]. */
  public double of(double[] probabilities) {
    return probabilities[positive] - probabilities[negative];
  }
}
