package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.calibration.PlattScaling;
import com.ytempire.ml.training.dataset.Head;
import ml.dmlc.xgboost4j.java.DMatrix;

/**
 * One head that has been learnt. Confined to one thread; holds memory outside the heap.
 *
 * @param trees XGBoost's; closed with this
 * @param count how many of them, from the first, are the model
 * @param scale what their sum means
 * @param calibration of the sum, for a probability; {@link PlattScaling#NONE} for a number
 */
record BoostedHead(Head head, Trees trees, int count, HeadScale scale, PlattScaling calibration)
    implements AutoCloseable {

  /** Answers for rows of columns. */
  double[] answer(DMatrix rows) {
    float[] sums = trees.sums(rows, count);
    double[] answers = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      double score = scale.score(sums[i]);
      answers[i] = head.kind() == Head.Kind.PROBABILITY ? calibration.probability(score) : score;
    }
    return answers;
  }

  @Override
  public void close() {
    trees.close();
  }
}
