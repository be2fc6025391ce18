package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Head;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows in order of their answers, so that figures of any weighting of their groups are one pass: a
 * resample of groups is a weighting with how often each was drawn. Immutable.
 */
final class WeightedRows {
  private static final double PROBABILITY_FLOOR = 1e-15;

  private final Head.Kind kind;
  private final double[] labels;
  private final double[] answers;
  private final int[] groups;
  private final int groupCount;

  private WeightedRows(
      Head.Kind kind, double[] labels, double[] answers, int[] groups, int groupCount) {
    this.kind = kind;
    this.labels = labels;
    this.answers = answers;
    this.groups = groups;
    this.groupCount = groupCount;
  }

  static WeightedRows of(Head.Kind kind, List<Judged> judged) {
    Map<String, Integer> numbers = new TreeMap<>();
    judged.forEach(row -> numbers.put(row.group(), 0));
    int next = 0;
    for (var entry : numbers.entrySet()) {
      entry.setValue(next++);
    }
    List<Judged> sorted =
        judged.stream().sorted(Comparator.comparingDouble(Judged::answer)).toList();
    return new WeightedRows(
        kind,
        sorted.stream().mapToDouble(Judged::label).toArray(),
        sorted.stream().mapToDouble(Judged::answer).toArray(),
        sorted.stream().mapToInt(row -> numbers.getOrDefault(row.group(), 0)).toArray(),
        numbers.size());
  }

  int groupCount() {
    return groupCount;
  }

  /** Every row counts once. */
  int[] once() {
    int[] weights = new int[groupCount];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * @param weights how often each group counts, in order of their names
   */
  Map<Figure, Double> figures(int[] weights) {
    return kind == Head.Kind.PROBABILITY ? ofProbabilities(weights) : ofNumbers(weights);
  }

  private Map<Figure, Double> ofNumbers(int[] weights) {
    long rows = 0;
    double absolute = 0;
    double squares = 0;
    for (int i = 0; i < answers.length; i++) {
      int weight = weights[groups[i]];
      double error = answers[i] - labels[i];
      rows += weight;
      absolute += weight * Math.abs(error);
      squares += weight * error * error;
    }
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.MAE, absolute / rows);
    figures.put(Figure.RMSE, Math.sqrt(squares / rows));
    return figures;
  }

  private Map<Figure, Double> ofProbabilities(int[] weights) {
    long rows = 0;
    long ones = 0;
    long said = 0;
    long hits = 0;
    double squares = 0;
    double logs = 0;
    double[] surplus = new double[ReliabilityBin.COUNT];
    for (int i = 0; i < answers.length; i++) {
      int weight = weights[groups[i]];
      boolean isOne = labels[i] == 1;
      boolean isSaid = answers[i] >= 0.5;
      rows += weight;
      ones += isOne ? weight : 0;
      said += isSaid ? weight : 0;
      hits += isOne && isSaid ? weight : 0;
      double error = answers[i] - labels[i];
      squares += weight * error * error;
      double given = isOne ? answers[i] : 1 - answers[i];
      logs -= weight * Math.log(Math.max(PROBABILITY_FLOOR, given));
      surplus[ReliabilityBin.of(answers[i])] += weight * error;
    }
    double calibration = 0;
    for (double bin : surplus) {
      calibration += Math.abs(bin) / rows;
    }
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.AUC, auc(weights, ones, rows - ones));
    figures.put(Figure.ACCURACY, (double) (rows - ones - said + 2 * hits) / rows);
    figures.put(Figure.PRECISION, share(hits, said));
    figures.put(Figure.RECALL, share(hits, ones));
    figures.put(Figure.F1, share(2 * hits, said + ones));
    figures.put(Figure.CALIBRATION_ERROR, calibration);
    figures.put(Figure.BRIER, squares / rows);
    figures.put(Figure.LOG_LOSS, logs / rows);
    return figures;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  /** By ranks (Mann–Whitney), over rows in order of their answers. */
  private double auc(int[] weights, long ones, long zeros) {
    if (ones == 0 || zeros == 0) {
      return Double.NaN;
    }
    double inOrder = 0;
    long zerosBelow = 0;
    int from = 0;
    while (from < answers.length) {
      long onesHere = 0;
      long zerosHere = 0;
      int to = from;
      while (to < answers.length && answers[to] == answers[from]) {
        if (labels[to] == 1) {
          onesHere += weights[groups[to]];
        } else {
          zerosHere += weights[groups[to]];
        }
        to++;
      }
      inOrder += onesHere * (zerosBelow + zerosHere / 2.0);
      zerosBelow += zerosHere;
      from = to;
    }
    return inOrder / ((double) ones * zeros);
  }
}
