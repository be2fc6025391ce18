package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Head;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two models' answers to the same rows, such as a new version's and the active one's.
 *
 * @param head of both
 * @param gains by how much the new one is better in each figure of the head's kind
 */
public record Comparison(Head head, Map<Figure, Gain> gains) {

  /** What can be said of a difference with a confidence of 95 %. */
  public enum Verdict {
    BETTER,
    WORSE,
    /** The difference may be chance. */
    UNDECIDED
  }

  /**
   * @param candidate the new model's figure
   * @param active the other's
   * @param gain where the difference lies with a confidence of 95 %; above 0 is better
   */
  public record Gain(double candidate, double active, Interval gain) {
    /** UNDECIDED also where it cannot be told. */
    public Verdict verdict() {
      return gain.low() > 0 ? Verdict.BETTER : gain.high() < 0 ? Verdict.WORSE : Verdict.UNDECIDED;
    }
  }

  public Comparison {
    gains = Collections.unmodifiableMap(new EnumMap<>(gains));
  }

  /**
   * Compares over resamples of groups, both models on the same ones: what makes a video hard is
   * hard for both, so their difference is surer than either's figure.
   *
   * @param candidate the new model's answers
   * @param active the other's, to the same rows in any order
   * @param resamples how many; 400 will do
   * @throws IllegalArgumentException when rows are not of the same groups
   */
  public static Comparison of(
      Head head, List<Judged> candidate, List<Judged> active, int resamples, long seed) {
    if (candidate.size() != active.size() || !groups(candidate).equals(groups(active))) {
      throw new IllegalArgumentException(
          "models answered different rows: %d and %d".formatted(candidate.size(), active.size()));
    }
    WeightedRows ours = WeightedRows.of(head.kind(), candidate);
    WeightedRows theirs = WeightedRows.of(head.kind(), active);
    var draws = new GroupDraws(ours.groupCount(), seed);
    Map<Figure, double[]> drawn = new EnumMap<>(Figure.class);
    List<Figure> figures = Figure.of(head.kind());
    figures.forEach(figure -> drawn.put(figure, new double[resamples]));
    for (int i = 0; i < resamples; i++) {
      int draw = i;
      int[] weights = draws.next();
      Map<Figure, Double> one = ours.figures(weights);
      Map<Figure, Double> other = theirs.figures(weights);
      drawn.forEach((figure, values) -> values[draw] = gain(figure, one, other));
    }
    Map<Figure, Double> one = ours.figures(ours.once());
    Map<Figure, Double> other = theirs.figures(theirs.once());
    Map<Figure, Gain> gains = new EnumMap<>(Figure.class);
    drawn.forEach(
        (figure, values) ->
            gains.put(
                figure,
                new Gain(value(figure, one), value(figure, other), Interval.ofResamples(values))));
    return new Comparison(head, gains);
  }

  private static Set<String> groups(List<Judged> rows) {
    Set<String> groups = new HashSet<>();
    rows.forEach(row -> groups.add(row.group()));
    return groups;
  }

  private static double gain(Figure figure, Map<Figure, Double> one, Map<Figure, Double> other) {
    double difference = value(figure, one) - value(figure, other);
    return figure.isHigherBetter() ? difference : -difference;
  }

  private static double value(Figure figure, Map<Figure, Double> figures) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  /** What is said of the head's main figure: AUC, or the mean absolute error. */
  public Verdict verdict() {
    Gain main = gains.get(Figure.main(head.kind()));
    return main == null ? Verdict.UNDECIDED : main.verdict();
  }
}
