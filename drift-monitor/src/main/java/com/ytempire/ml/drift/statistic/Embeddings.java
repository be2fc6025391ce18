package com.ytempire.ml.drift.statistic;

import java.util.SplittableRandom;

/** Vectors of one length with finite numbers, at least one. Immutable. */
public final class Embeddings {
  private final String name;
  private final float[][] rows;

  private Embeddings(String name, float[][] rows) {
    this.name = name;
    this.rows = rows;
  }

  /**
   * These vectors; they are copied.
   *
   * @param name what messages call them
   * @param vectors at least one, each with as many numbers as the first, at least one
   * @throws InvalidSampleException when that does not hold, or a number is NaN or infinite; names
   *     the first
   */
  public static Embeddings of(String name, float[][] vectors) {
    if (vectors.length == 0 || vectors[0].length == 0) {
      throw new InvalidSampleException(
          name + ": no embeddings; at least one with at least one number is needed");
    }
    float[][] rows = new float[vectors.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vectors[i].clone();
      if (rows[i].length != rows[0].length) {
        throw new InvalidSampleException(
            "%s[%d] has %d numbers; expected %d, as the first has"
                .formatted(name, i, rows[i].length, rows[0].length));
      }
      for (int j = 0; j < rows[i].length; j++) {
        if (!Float.isFinite(rows[i][j])) {
          throw new InvalidSampleException(
              "%s[%d][%d] is %s; expected a finite number".formatted(name, i, j, rows[i][j]));
        }
      }
    }
    return new Embeddings(name, rows);
  }

  /** How many vectors there are, at least 1. */
  public int size() {
    return rows.length;
  }

  /** How many numbers each has, at least 1. */
  public int dimensions() {
    return rows[0].length;
  }

  /** The mean of the vectors. */
  public double[] mean() {
    double[] mean = new double[dimensions()];
    for (float[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= rows.length;
    }
    return mean;
  }

  /** What messages call them. */
  String name() {
    return name;
  }

  /** A vector itself, for this package, which does not change it. */
  float[] row(int index) {
    return rows[index];
  }

  /** The vectors themselves in a random order. */
  float[][] shuffled(SplittableRandom random) {
    float[][] shuffled = rows.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      float[] row = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = row;
    }
    return shuffled;
  }

  /** Checks that others can be compared with these. */
  void requireSameDimensions(Embeddings other) {
    if (other.dimensions() != dimensions()) {
      throw new InvalidSampleException(
          "%s have %d numbers and %s %d; expected the same model's"
              .formatted(name, dimensions(), other.name, other.dimensions()));
    }
  }
}
