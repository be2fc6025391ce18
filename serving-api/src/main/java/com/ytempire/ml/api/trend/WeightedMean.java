package com.ytempire.ml.api.trend;

/** A weighted mean and its spread, of the values that are numbers. Mutable, for one thread. */
final class WeightedMean {
  private double weights;
  private double sum;
  private double squares;
  private int count;

  /** Takes a value; NaN, and one without weight, leaves everything as it is. */
  void add(double value, double weight) {
    if (Double.isNaN(value) || !(weight > 0)) {
      return;
    }
    weights += weight;
    sum += weight * value;
    squares += weight * value * value;
    count++;
  }

  /** NaN where there was no value. */
  double mean() {
    return count == 0 ? Double.NaN : sum / weights;
  }

  double mean(double otherwise) {
    return count == 0 ? otherwise : sum / weights;
  }

  /** The mean drawn towards a prior that counts like one more value. */
  double mean(double prior, double priorWeight) {
    return (sum + prior * priorWeight) / (weights + priorWeight);
  }

  /** Standard deviation; 0 for fewer than two values. */
  double deviation() {
    if (count < 2) {
      return 0;
    }
    double mean = sum / weights;
    return Math.sqrt(Math.max(0, squares / weights - mean * mean));
  }
}
