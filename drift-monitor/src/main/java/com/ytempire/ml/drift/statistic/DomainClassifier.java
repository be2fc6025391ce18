package com.ytempire.ml.drift.statistic;

import java.util.SplittableRandom;

/**
 * Whether a classifier can tell current embeddings from those of the reference. A logistic
 * regression is fitted to a random half of each and scores the other half: where nothing has
 * changed, it does no better than a coin, an area under the curve of 0.5. Sees changes in any
 * direction of the vectors, also those that leave each single number's distribution nearly as it
 * was; a change of spread alone it does not see. Stateless.
 */
public final class DomainClassifier {
  /** Fewest embeddings in a sample. */
  public static final int LEAST = 20;

  /** Most embeddings that are used of a sample; of more, so many are drawn. */
  public static final int MOST = 4_000;

  private static final int ROUNDS = 300;

  /** As in scikit-learn's default, weights have a penalty of half their square for all rows. */
  private static final double PENALTY = 1;

  private DomainClassifier() {}

  /**
   * How well unseen embeddings are told apart.
   *
   * @param seed of the halves; the same gives the same result
   * @return the area under the curve on the halves that were not learned from, with its standard
   *     error and how likely it is by chance
   * @throws InvalidSampleException when a sample has fewer than {@link #LEAST}, or the vectors do
   *     not have one length
   */
  public static AreaUnderCurve compare(Embeddings reference, Embeddings current, long seed) {
    require(reference);
    require(current);
    reference.requireSameDimensions(current);
    var random = new SplittableRandom(seed);
    float[][] before = reference.shuffled(random);
    float[][] now = current.shuffled(random);
    int halfBefore = Math.min(before.length, MOST) / 2;
    int halfNow = Math.min(now.length, MOST) / 2;
    double[] labels = new double[halfBefore + halfNow];
    double[][] learned = new double[labels.length][];
    var scale = new Scale(before, halfBefore, now, halfNow);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i < halfBefore ? 0 : 1;
      learned[i] = scale.scaled(i < halfBefore ? before[i] : now[i - halfBefore]);
    }
    double[] weights = fitted(learned, labels);
    return AreaUnderCurve.of(
        scores(scale, weights, before, halfBefore), scores(scale, weights, now, halfNow));
  }

  private static SortedSample scores(Scale scale, double[] weights, float[][] rows, int half) {
    double[] scores = new double[Math.min(rows.length, MOST) - half];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = dot(weights, scale.scaled(rows[half + i]));
    }
    return SortedSample.named("scores", scores);
  }

  /** Accelerated gradient descent (Nesterov), which needs no tuning: the loss is convex. */
  private static double[] fitted(double[][] rows, double[] labels) {
    double step = 1 / (largestCurvature(rows) + PENALTY);
    double[] weights = new double[rows[0].length];
    double[] previous = weights.clone();
    for (int round = 1; round <= ROUNDS; round++) {
      double momentum = (round - 1.0) / (round + 2);
      double[] ahead = new double[weights.length];
      for (int j = 0; j < ahead.length; j++) {
        ahead[j] = weights[j] + momentum * (weights[j] - previous[j]);
      }
      double[] gradient = gradient(rows, labels, ahead);
      previous = weights;
      weights = new double[ahead.length];
      for (int j = 0; j < ahead.length; j++) {
        weights[j] = ahead[j] - step * gradient[j];
      }
    }
    return weights;
  }

  private static double[] gradient(double[][] rows, double[] labels, double[] weights) {
    double[] gradient = new double[weights.length];
    // The last weight is that of the constant, which has no penalty.
    for (int j = 0; j < gradient.length - 1; j++) {
      gradient[j] = PENALTY * weights[j];
    }
    for (int i = 0; i < rows.length; i++) {
      double miss = 1 / (1 + Math.exp(-dot(weights, rows[i]))) - labels[i];
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += miss * rows[i][j];
      }
    }
    return gradient;
  }

  /** A bound of the loss' second derivative: a quarter of the largest eigenvalue of X'X. */
  private static double largestCurvature(double[][] rows) {
    double[] direction = new double[rows[0].length];
    for (int j = 0; j < direction.length; j++) {
      direction[j] = 1.0 / (j + 1);
    }
    double length = 0;
    for (int round = 0; round < 20; round++) {
      double[] next = new double[direction.length];
      for (double[] row : rows) {
        double along = dot(direction, row);
        for (int j = 0; j < next.length; j++) {
          next[j] += along * row[j];
        }
      }
      length = Math.sqrt(dot(next, next));
      for (int j = 0; j < next.length; j++) {
        direction[j] = next[j] / length;
      }
    }
    // Iteration comes near from below; the margin makes up for it.
    return 1.5 * length / 4;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }

  private static void require(Embeddings sample) {
    if (sample.size() < LEAST) {
      throw new InvalidSampleException(
          "%s: %d embeddings; at least %d are needed to learn from one half and judge the other"
              .formatted(sample.name(), sample.size(), LEAST));
    }
  }

  /** Brings every number to mean 0 and deviation 1 in what is learned from, and adds a constant. */
  private static final class Scale {
    private final double[] mean;
    private final double[] deviation;

    Scale(float[][] before, int halfBefore, float[][] now, int halfNow) {
      mean = new double[before[0].length];
      deviation = new double[mean.length];
      int count = halfBefore + halfNow;
      for (int i = 0; i < count; i++) {
        float[] row = i < halfBefore ? before[i] : now[i - halfBefore];
        for (int j = 0; j < mean.length; j++) {
          mean[j] += (double) row[j] / count;
        }
      }
      for (int i = 0; i < count; i++) {
        float[] row = i < halfBefore ? before[i] : now[i - halfBefore];
        for (int j = 0; j < mean.length; j++) {
          deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / count;
        }
      }
      for (int j = 0; j < mean.length; j++) {
        deviation[j] = Math.sqrt(deviation[j]);
      }
    }

    double[] scaled(float[] row) {
      double[] scaled = new double[mean.length + 1];
      for (int j = 0; j < mean.length; j++) {
        scaled[j] = deviation[j] > 0 ? (row[j] - mean[j]) / deviation[j] : 0;
      }
      scaled[mean.length] = 1;
      return scaled;
    }
  }
}
