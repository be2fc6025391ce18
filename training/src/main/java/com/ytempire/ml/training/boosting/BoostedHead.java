package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.calibration.HeadScale;
import com.ytempire.ml.training.calibration.PlattScaling;
import com.ytempire.ml.training.example.Head;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final int MOST_TELLING = 8;

  /** Its nodes, tree by tree. */
  List<TreeTable.Node> nodes() {
    return TreeTable.of(trees.json(count));
  }

  /**
   * The columns that most of the gain came from, with its share, such as {@code likes 0.25}.
   *
   * @param names of the columns
   */
  String mostTelling(List<String> names) {
    double[] gains = new double[names.size()];
    double sum = 0;
    for (TreeTable.Node node : nodes()) {
      if (!node.isLeaf()) {
        gains[node.column()] += node.gain();
        sum += node.gain();
      }
    }
    double all = sum;
    return IntStream.range(0, gains.length)
        .filter(column -> gains[column] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer column) -> -gains[column]))
        .limit(MOST_TELLING)
        .map(
            column -> String.format(Locale.ROOT, "%s %.2f", names.get(column), gains[column] / all))
        .collect(Collectors.joining(", "));
  }

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
