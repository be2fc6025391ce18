package com.ytempire.ml.inference.sentiment;

import com.ytempire.ml.inference.text.TextModelFiles;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains and judges the sentiment head on embedded examples. Pure arithmetic: equal examples give
 * equal heads.
 */
final class SentimentTraining {
  /** Chosen by cross-validation: 1e-4 is no better by more than chance, 1e-3 and up are worse. */
  static final double L2 = 3e-4;

  /** Part of the recipe: stopping by count, not by tolerance, keeps a training repeatable. */
  static final int STEPS = 400;

  static final String MODEL_ID = "ytempire/sentiment-head-1";

  private final List<Row> rows;
  private final SentimentLexicon lexicon;
  private final double l2;

  /**
   * An example ready for training.
   *
   * @param example the text and its class
   * @param features embedding, then lexicon features
   * @param isTitle whether it is one of our own titles, and not a review
   */
  record Row(SentimentExample example, double[] features, boolean isTitle) {
    int label() {
      return example.label().ordinal();
    }
  }

  SentimentTraining(List<Row> rows, SentimentLexicon lexicon, double l2) {
    this.rows = rows;
    this.lexicon = lexicon;
    this.l2 = l2;
  }

  /** The head trained on all examples. */
  SentimentHead train() {
    return fit(rows);
  }

  /**
   * Predicts every example by a head that has not seen its fold; example i is in fold i mod folds.
   */
  SentimentMetrics crossValidate(int folds) {
    SentimentMetrics metrics = new SentimentMetrics();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      SentimentHead head =
          fit(
              IntStream.range(0, rows.size())
                  .filter(i -> i % folds != held)
                  .mapToObj(rows::get)
                  .toList());
      for (int i = held; i < rows.size(); i += folds) {
        Row row = rows.get(i);
        metrics.add(row.label(), head.probabilities(row.features()), row.isTitle());
      }
    }
    return metrics;
  }

  private SentimentHead fit(List<Row> chosen) {
    int classes = SentimentClass.values().length;
    // Each (kind, class) group weighs the same: neutral examples are all titles and few, and the
    // head must not learn "is a title" as "is neutral".
    int[][] counts = new int[2][classes];
    for (Row row : chosen) {
      counts[row.isTitle() ? 1 : 0][row.label()]++;
    }
    double[][] features = new double[chosen.size()][];
    int[] labels = new int[chosen.size()];
    double[] importance = new double[chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      Row row = chosen.get(i);
      features[i] = row.features();
      labels[i] = row.label();
      importance[i] = 1.0 / counts[row.isTitle() ? 1 : 0][row.label()];
    }
    SoftmaxRegression.Fit fit =
        new SoftmaxRegression(l2, STEPS).fit(features, labels, importance, classes);
    return new SentimentHead(MODEL_ID, TextModelFiles.MINILM, fit.weights(), fit.bias(), lexicon);
  }
}
