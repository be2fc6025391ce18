package com.ytempire.ml.drift.statistic;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far the means of two sets of embeddings are apart, and how far they would be by chance. Sees
 * a change of what is usual; one of spread or of the shape around the same mean it does not see,
 * for that there is {@link DomainClassifier}. Stateless.
 */
public final class EmbeddingDistance {
  private EmbeddingDistance() {}

  /**
   * What the comparison gives.
   *
   * @param distance Euclidean distance of the means, 0 or more, in the unit of the embeddings
   * @param threshold what the distance exceeds by chance in no more than the allowed share of cases
   * @param pValue share of relabellings with a distance at least as large, this one included
   */
  public record Result(double distance, double threshold, double pValue) {

    /** Whether the distance is above the threshold. */
    public boolean isFar() {
      return distance > threshold;
    }
  }

  /**
   * Compares by a permutation test: when nothing has changed, which vectors are called current does
   * not matter, so the distance is compared with those of random relabellings. Exact at any size,
   * whatever the distribution. Cost: permutations x the smaller size x dimensions.
   *
   * @param permutations how many, at least 19; 199 or more for a threshold that does not move much
   * @param falseAlarms allowed share of false alarms, between 0 and 1, such as 0.05
   * @param seed of the relabellings; the same gives the same result
   * @throws InvalidSampleException when the vectors do not have one length
   */
  public static Result compare(
      Embeddings reference, Embeddings current, int permutations, double falseAlarms, long seed) {
    if (permutations < 19 || !(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "%d permutations, %s false alarms; expected at least 19, and a share between 0 and 1"
              .formatted(permutations, falseAlarms));
    }
    reference.requireSameDimensions(current);
    var pooled = new Pooled(reference, current);
    double distance = pooled.distance();
    var random = new SplittableRandom(seed);
    double[] distances = new double[permutations + 1];
    int atLeast = 1;
    for (int i = 0; i < permutations; i++) {
      pooled.relabel(random);
      distances[i] = pooled.distance();
      if (distances[i] >= distance) {
        atLeast++;
      }
    }
    distances[permutations] = distance;
    Arrays.sort(distances);
    int place = (int) Math.ceil((1 - falseAlarms) * (permutations + 1)) - 1;
    return new Result(
        distance, distances[Math.max(0, place)], (double) atLeast / (permutations + 1));
  }

  /** All vectors, of which the first so many are called those of the smaller sample. */
  private static final class Pooled {
    private final float[][] rows;
    private final int smaller;
    private final double[] total;

    Pooled(Embeddings one, Embeddings other) {
      Embeddings first = one.size() <= other.size() ? one : other;
      Embeddings second = one.size() <= other.size() ? other : one;
      smaller = first.size();
      rows = new float[first.size() + second.size()][];
      total = new double[first.dimensions()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = i < smaller ? first.row(i) : second.row(i - smaller);
        for (int j = 0; j < total.length; j++) {
          total[j] += rows[i][j];
        }
      }
    }

    void relabel(SplittableRandom random) {
      for (int i = 0; i < smaller; i++) {
        int other = i + random.nextInt(rows.length - i);
        float[] row = rows[i];
        rows[i] = rows[other];
        rows[other] = row;
      }
    }

    double distance() {
      double[] sum = new double[total.length];
      for (int i = 0; i < smaller; i++) {
        for (int j = 0; j < sum.length; j++) {
          sum[j] += rows[i][j];
        }
      }
      double larger = rows.length - smaller;
      double squares = 0;
      for (int j = 0; j < sum.length; j++) {
        double difference = sum[j] / smaller - (total[j] - sum[j]) / larger;
        squares += difference * difference;
      }
      return Math.sqrt(squares);
    }
  }
}
