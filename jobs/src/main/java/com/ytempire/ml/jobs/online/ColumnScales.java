package com.ytempire.ml.jobs.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Means and scales of columns as they come, by those that are known. Confined to one thread. */
final class ColumnScales {
  /** Keeps the scale of what hardly varies from being nothing. */
  private static final double LEAST_VARIANCE = 0.01;

  private final long[] counts;
  private final double[] means;
  private final double[] squares;

  ColumnScales(int columns) {
    this.counts = new long[columns];
    this.means = new double[columns];
    this.squares = new double[columns];
  }

  /**
   * @param values one per column, NaN where missing
   */
  void add(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        counts[i]++;
        double before = values[i] - means[i];
        means[i] += before / counts[i];
        squares[i] += before * (values[i] - means[i]);
      }
    }
  }

  double[] means() {
    return means.clone();
  }

  /** Square roots of the variances and a little; more than 0. */
  double[] scales() {
    double[] scales = new double[counts.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.sqrt(squares[i] / Math.max(1, counts[i]) + LEAST_VARIANCE);
    }
    return scales;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < counts.length; i++) {
      out.writeLong(counts[i]);
      out.writeDouble(means[i]);
      out.writeDouble(squares[i]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
      means[i] = in.readDouble();
      squares[i] = in.readDouble();
    }
  }
}
