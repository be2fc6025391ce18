package com.ytempire.ml.training.transformer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the losses of an epoch, head by head. Confined to one thread. */
final class LossSums {
  private final HeadTargets targets;
  private final double[] sums;
  private final double[] counts;

  LossSums(HeadTargets targets) {
    this.targets = targets;
    this.sums = new double[targets.heads().size()];
    this.counts = new double[sums.length];
  }

  /**
   * Adds a batch.
   *
   * @param losses sum over the batch's known labels, one per head
   */
  void add(float[] losses, HeadTargets.Labels labels) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += losses[i];
    }
    for (int i = 0; i < labels.known().length; i++) {
      counts[i % counts.length] += labels.known()[i];
    }
  }

  /** Mean loss of a head beside that of the constant answer, which is 1. */
  private double mean(int head) {
    return targets.weights()[head] * sums[head] / counts[head];
  }

  /** Mean over heads. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += mean(i);
    }
    return sum / sums.length;
  }

  /** Mean losses by name of the head. */
  Map<String, Double> byHead() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < sums.length; i++) {
      means.put(targets.heads().get(i).word(), mean(i));
    }
    return means;
  }
}
