package com.ytempire.ml.inference.sentiment;

import java.util.Locale;

/** Confusion counts of a three-class prediction, for all texts and for titles alone. */
final class SentimentMetrics {
  private static final int CLASSES = SentimentClass.values().length;

  private final int[][] all = new int[CLASSES][CLASSES];
  private final int[][] titles = new int[CLASSES][CLASSES];

  void add(int label, double[] probabilities, boolean isTitle) {
    int predicted = 0;
    for (int c = 1; c < CLASSES; c++) {
      predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
    }
    all[label][predicted]++;
    if (isTitle) {
      titles[label][predicted]++;
    }
  }

  /** Share of texts given their class, in [0, 1]. */
  double accuracy() {
    return accuracy(all);
  }

  /** The same over our own titles only. */
  double titleAccuracy() {
    return accuracy(titles);
  }

  /** Accuracy, mean F1 and the confusion counts, as lines for a person. */
  String report() {
    return section("all texts", all) + section("titles only", titles);
  }

  private static String section(String name, int[][] confusion) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: accuracy %.3f, macro F1 %.3f%n",
            name,
            accuracy(confusion),
            macroF1(confusion)));
    for (int label = 0; label < CLASSES; label++) {
      text.append(String.format(Locale.ROOT, "  %-8s ->", SentimentClass.names().get(label)));
      for (int predicted = 0; predicted < CLASSES; predicted++) {
        text.append(
            String.format(
                Locale.ROOT,
                " %s %d",
                SentimentClass.names().get(predicted),
                confusion[label][predicted]));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static double accuracy(int[][] confusion) {
    int right = 0;
    int count = 0;
    for (int label = 0; label < CLASSES; label++) {
      right += confusion[label][label];
      for (int value : confusion[label]) {
        count += value;
      }
    }
    return (double) right / count;
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      int predicted = 0;
      int actual = 0;
      for (int other = 0; other < CLASSES; other++) {
        predicted += confusion[other][c];
        actual += confusion[c][other];
      }
      sum += 2.0 * confusion[c][c] / Math.max(predicted + actual, 1);
    }
    return sum / CLASSES;
  }
}
