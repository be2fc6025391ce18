package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ways to answer without a model, which a model has to beat. */
public enum NaiveAnswer {
  /**
   * As it grew, it will grow. For a probability a score of that order, first snapshots ranking
   * highest; for a number the last log growth, and the mean label for first snapshots.
   */
  LAST_GROWTH(1),
  /** It will grow half as much, on the log scale; numbers only. */
  HALF_LAST_GROWTH(0.5),
  /** The mean label of what was learnt from. */
  MEAN(0);

  private final double share;

  NaiveAnswer(double share) {
    this.share = share;
  }

  /** Its name where figures are stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ways that make sense for a head, given these features. */
  public static List<NaiveAnswer> of(Head head, List<String> features) {
    boolean knowsGrowth = Counter.of(head, features) != null;
    return Arrays.stream(values())
        .filter(
            answer ->
                answer == MEAN
                    || knowsGrowth && (answer == LAST_GROWTH || head.kind() == Head.Kind.NUMBER))
        .toList();
  }

  /**
   * One answer per example.
   *
   * @param features names of the examples' features, with what {@link #of} asks for
   * @param meanLabel mean label of the examples that a model would learn from
   */
  public double[] answers(
      Head head, List<String> features, double meanLabel, List<Example> examples) {
    Counter counter = this == MEAN ? null : Counter.of(head, features);
    return examples.stream()
        .mapToDouble(
            example ->
                counter == null
                    ? meanLabel
                    : answer(head.kind(), counter.lastGrowth(example), meanLabel))
        .toArray();
  }

  private double answer(Head.Kind kind, double lastGrowth, double meanLabel) {
    if (kind == Head.Kind.NUMBER) {
      return Double.isNaN(lastGrowth) ? meanLabel : share * lastGrowth;
    }
    return Double.isNaN(lastGrowth) ? 1 : 1 - Math.exp(-Math.max(0, lastGrowth));
  }

  /** Where a count and its last change stand among the features. */
  private record Counter(int count, int change) {

    static @Nullable Counter of(Head head, List<String> features) {
      return switch (head) {
        case VIRAL_PROBABILITY, LOG_GROWTH -> find(features, Input.VIEWS, Input.DELTA_VIEWS);
        case LIKES_LOG_GROWTH -> find(features, Input.LIKES, Input.DELTA_LIKES);
        case COMMENTS_LOG_GROWTH -> find(features, Input.COMMENTS, Input.DELTA_COMMENTS);
        case HOURS_TO_PEAK -> null;
      };
    }

    private static @Nullable Counter find(List<String> features, Input count, Input change) {
      int countAt = features.indexOf(count.word());
      int changeAt = features.indexOf(change.word());
      return countAt < 0 || changeAt < 0 ? null : new Counter(countAt, changeAt);
    }

    /** ln((1 + count) ÷ (1 + count before)); NaN where unknown. */
    double lastGrowth(Example example) {
      double now = example.features()[count];
      double before = now - example.features()[change];
      return Math.log1p(Math.max(0, now)) - Math.log1p(Math.max(0, before));
    }
  }
}
