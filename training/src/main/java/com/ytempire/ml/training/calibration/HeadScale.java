package com.ytempire.ml.training.calibration;

import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainingException;
import java.util.Arrays;

/**
 * What a model's raw answer for a head means: base + unit × answer is a number, or the logit of a
 * probability, of which the unit is 1.
 *
 * @param base the best answer to everything: the median of the labels, or the logit of the share of
 *     1
 * @param unit the median distance of labels from their median, above 0
 */
public record HeadScale(Head.Kind kind, float base, float unit) {

  /**
   * @param labels of the rows to learn from, at least one
   * @throws TrainingException when all are alike, or too far apart for 32-bit floats
   */
  public static HeadScale of(Head head, float[] labels) {
    return head.kind() == Head.Kind.PROBABILITY
        ? ofProbability(head, labels)
        : ofNumber(head, labels);
  }

  private static HeadScale ofProbability(Head head, float[] labels) {
    int ones = 0;
    for (float label : labels) {
      ones += label == 1 ? 1 : 0;
    }
    if (ones == 0 || ones == labels.length) {
      throw allAlike(head, labels);
    }
    return new HeadScale(head.kind(), (float) Math.log((double) ones / (labels.length - ones)), 1);
  }

  private static HeadScale ofNumber(Head head, float[] labels) {
    float base = median(labels.clone());
    float[] distances = new float[labels.length];
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(labels[i] - base);
      sum += distances[i];
    }
    float middle = median(distances);
    float unit = middle > 0 ? middle : (float) (sum / labels.length);
    if (unit == 0) {
      throw allAlike(head, labels);
    }
    for (float distance : distances) {
      if (!Float.isFinite(distance / unit)) {
        throw new TrainingException(
            "labels %s are too far apart to learn from; most lie %s from %s: look for absurd ones"
                .formatted(head.word(), unit, base));
      }
    }
    return new HeadScale(head.kind(), base, unit);
  }

  private static float median(float[] numbers) {
    Arrays.sort(numbers);
    return numbers[numbers.length / 2];
  }

  private static TrainingException allAlike(Head head, float[] labels) {
    return new TrainingException(
        ("all %d training rows have %s %s, so there is nothing to tell apart: take data of a longer"
                + " time or of more videos")
            .formatted(labels.length, head.word(), labels[0]));
  }

  /** A label as models learn it. */
  public float toUnits(float label) {
    return kind == Head.Kind.PROBABILITY ? label : (label - base) / unit;
  }

  /** What trees add to while they learn. */
  public float start() {
    return kind == Head.Kind.PROBABILITY ? base : 0;
  }

  /** A number, or a logit, from the raw answer. */
  public double score(double answer) {
    return base + unit * answer;
  }
}
