package com.ytempire.ml.drift.detect;

import com.ytempire.ml.drift.profile.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Cumulative shares as a step function, of either side of a comparison. Immutable.
 *
 * <p>Numbers are rounded to 32-bit floats, as in profiles, so that equal numbers stay equal.
 */
final class Steps {
  private final double[] values;
  private final double[] shares;
  private final double error;
  private final double areaError;

  private Steps(double[] values, double[] shares, double error, double areaError) {
    this.values = values;
    this.shares = shares;
    this.error = error;
    this.areaError = areaError;
  }

  static Steps of(Distribution distribution) {
    double[] values = new double[distribution.points()];
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = distribution.value(i);
      shares[i] = (double) distribution.cumulative(i) / distribution.size();
    }
    return new Steps(values, shares, distribution.error(), distribution.areaError());
  }

  /**
   * @param numbers at least one; finite
   */
  static Steps of(double[] numbers) {
    double[] sorted = new double[numbers.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (float) numbers[i] + 0f;
    }
    Arrays.sort(sorted);
    int points = 0;
    double[] values = new double[sorted.length];
    double[] shares = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
        values[points] = sorted[i];
        shares[points++] = (i + 1.0) / sorted.length;
      }
    }
    return new Steps(Arrays.copyOf(values, points), Arrays.copyOf(shares, points), 0, 0);
  }

  /**
   * Several distributions, each as a share of the whole.
   *
   * @param parts at least one
   * @param weights one for each part, adding up to 1
   */
  static Steps mixture(List<Distribution> parts, double[] weights) {
    var masses = new TreeMap<Double, Double>();
    double error = 0;
    double areaError = 0;
    for (int k = 0; k < weights.length; k++) {
      Distribution part = parts.get(k);
      for (int i = 0; i < part.points(); i++) {
        double mass = weights[k] * part.count(i) / part.size();
        masses.merge((double) part.value(i), mass, Double::sum);
      }
      error += weights[k] * part.error();
      areaError += weights[k] * part.areaError();
    }
    double[] values = new double[masses.size()];
    double[] shares = new double[values.length];
    int at = 0;
    double sum = 0;
    for (var mass : masses.entrySet()) {
      sum += mass.getValue();
      values[at] = mass.getKey();
      shares[at++] = Math.min(1, sum);
    }
    shares[at - 1] = 1;
    return new Steps(values, shares, error, areaError);
  }

  int points() {
    return values.length;
  }

  double value(int at) {
    return values[at];
  }

  double least() {
    return values[0];
  }

  double most() {
    return values[values.length - 1];
  }

  /** Share at a value, by its place. */
  double mass(int at) {
    return at == 0 ? shares[0] : shares[at] - shares[at - 1];
  }

  /** Share at or below. */
  double upTo(double value) {
    int at = Arrays.binarySearch(values, value);
    return at >= 0 ? shares[at] : share(-at - 2);
  }

  /** Share below. */
  double below(double value) {
    int at = Arrays.binarySearch(values, value);
    return share(at >= 0 ? at - 1 : -at - 2);
  }

  private double share(int at) {
    return at < 0 ? 0 : shares[at];
  }

  /** Most that a cumulative share may be off. */
  double error() {
    return error;
  }

  /** Wasserstein distance to the truth. */
  double areaError() {
    return areaError;
  }

  double mean() {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += mass(i) * values[i];
    }
    return mean;
  }

  /** With divisor n. */
  double std() {
    double mean = mean();
    double variance = 0;
    for (int i = 0; i < values.length; i++) {
      variance += mass(i) * (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(variance);
  }

  /** Greatest distance of the cumulative shares: the two-sample Kolmogorov-Smirnov statistic. */
  static double distance(Steps a, Steps b) {
    double most = 0;
    int i = 0;
    int j = 0;
    while (i < a.values.length && j < b.values.length) {
      double value = Math.min(a.values[i], b.values[j]);
      i += a.values[i] == value ? 1 : 0;
      j += b.values[j] == value ? 1 : 0;
      most = Math.max(most, Math.abs(a.share(i - 1) - b.share(j - 1)));
    }
    return most;
  }

  /** Area between the cumulative shares: the Wasserstein distance, in the numbers' own unit. */
  static double area(Steps a, Steps b) {
    double area = 0;
    double before = Math.min(a.values[0], b.values[0]);
    int i = 0;
    int j = 0;
    while (i < a.values.length || j < b.values.length) {
      double nextA = i < a.values.length ? a.values[i] : Double.POSITIVE_INFINITY;
      double nextB = j < b.values.length ? b.values[j] : Double.POSITIVE_INFINITY;
      double value = Math.min(nextA, nextB);
      area += Math.abs(a.share(i - 1) - b.share(j - 1)) * (value - before);
      before = value;
      i += nextA == value ? 1 : 0;
      j += nextB == value ? 1 : 0;
    }
    return area;
  }
}
