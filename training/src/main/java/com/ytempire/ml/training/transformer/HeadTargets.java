package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.calibration.HeadScale;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.KnownLabels;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.ArrayList;
import java.util.List;

/**
 * What the heads learn: labels in their units, and how much each head's loss counts. A
 * probability's loss is its cross entropy, a number's is √(1 + d²) − 1 of the distance d in units,
 * which far-off labels do not rule. All are measured by what the best constant answer loses, so
 * that a head's loss is 1 before anything is learnt. Immutable.
 *
 * @param heads in the task's order
 * @param scales one per head
 * @param weights 1 ÷ the loss of the constant answer, one per head
 * @param shares of the training examples that have the head's label
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeadTargets(List<Head> heads, List<HeadScale> scales, float[] weights, float[] shares) {

  /**
   * Labels of a batch.
   *
   * @param values example after example, in units; 0 where unknown
   * @param known 1 where known, else 0
   */
  record Labels(float[] values, float[] known) {}

  /**
   * @throws TrainingException when a head has no labels, or none to tell apart
   */
  static HeadTargets of(TrainingTask task) {
    List<HeadScale> scales = new ArrayList<>();
    float[] weights = new float[task.heads().size()];
    float[] shares = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      Head head = task.heads().get(i);
      float[] labels = KnownLabels.labels(KnownLabels.of(task.training(), head, i, "training"), i);
      KnownLabels.of(task.validation(), head, i, "validation");
      HeadScale scale = HeadScale.of(head, labels);
      scales.add(scale);
      double sum = 0;
      for (float label : labels) {
        sum += loss(scale, 0, scale.toUnits(label));
      }
      weights[i] = (float) (labels.length / sum);
      shares[i] = (float) labels.length / task.training().size();
    }
    return new HeadTargets(task.heads(), scales, weights, shares);
  }

  /**
   * What an answer loses, unweighted.
   *
   * @param answer the network's
   * @param label in units
   */
  static double loss(HeadScale scale, double answer, double label) {
    if (scale.kind() == Head.Kind.PROBABILITY) {
      double logit = answer + scale.start();
      return Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit)));
    }
    double distance = answer - label;
    return Math.sqrt(1 + distance * distance) - 1;
  }

  /** The labels of some examples. */
  Labels labels(List<Example> examples, int[] some) {
    float[] values = new float[some.length * heads.size()];
    float[] known = new float[values.length];
    for (int i = 0; i < some.length; i++) {
      float[] labels = examples.get(some[i]).labels();
      for (int head = 0; head < heads.size(); head++) {
        if (!Float.isNaN(labels[head])) {
          values[i * heads.size() + head] = scales.get(head).toUnits(labels[head]);
          known[i * heads.size() + head] = 1;
        }
      }
    }
    return new Labels(values, known);
  }

  /** 1 for heads of probabilities, else 0. */
  float[] isProbability() {
    float[] is = new float[heads.size()];
    for (int i = 0; i < is.length; i++) {
      is[i] = heads.get(i).kind() == Head.Kind.PROBABILITY ? 1 : 0;
    }
    return is;
  }

  /** What the network's answers are added to. */
  float[] starts() {
    float[] starts = new float[heads.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = scales.get(i).start();
    }
    return starts;
  }
}
