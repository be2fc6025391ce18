package com.ytempire.ml.jobs.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * How well outcomes were told before they were learnt, over the last ones. What always telling the
 * share of growing videos so far would have lost is counted beside it. Confined to one thread.
 */
final class ProgressiveFigures {
  private static final double LEAST = 1e-7;

  private final int window;
  private final float[] told;
  private final boolean[] grew;
  private final double[] losses;
  private final double[] baseLosses;
  private final double[] errors;
  private long count;
  private long positives;

  ProgressiveFigures(int window) {
    this.window = window;
    this.told = new float[window];
    this.grew = new boolean[window];
    this.losses = new double[window];
    this.baseLosses = new double[window];
    this.errors = new double[window];
  }

  /** How many outcomes there were in all. */
  long count() {
    return count;
  }

  void add(double probability, boolean isViral, double growthError) {
    int at = (int) (count % window);
    double base = (positives + 1.0) / (count + 2.0);
    told[at] = (float) probability;
    grew[at] = isViral;
    losses[at] = loss(probability, isViral);
    baseLosses[at] = loss(base, isViral);
    errors[at] = Math.abs(growthError);
    count++;
    positives += isViral ? 1 : 0;
  }

  private static double loss(double probability, boolean isViral) {
    return -Math.log(Math.max(LEAST, isViral ? probability : 1 - probability));
  }

  int size() {
    return (int) Math.min(count, window);
  }

  double logLoss() {
    return mean(losses);
  }

  double baseLogLoss() {
    return mean(baseLosses);
  }

  double growthError() {
    return mean(errors);
  }

  private double mean(double[] values) {
    return Arrays.stream(values, 0, size()).average().orElse(Double.NaN);
  }

  /** Share of pairs in which what grew was told to be likelier; NaN where all are of one kind. */
  double auc() {
    int size = size();
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> told[i]));
    double ranks = 0;
    long grown = 0;
    for (int from = 0; from < size; ) {
      int to = from;
      while (to < size && told[order[to]] == told[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        if (grew[order[i]]) {
          ranks += rank;
          grown++;
        }
      }
      from = to;
    }
    long others = size - grown;
    return grown == 0 || others == 0
        ? Double.NaN
        : (ranks - grown * (grown + 1) / 2.0) / ((double) grown * others);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(positives);
    for (int i = 0; i < size(); i++) {
      out.writeFloat(told[i]);
      out.writeBoolean(grew[i]);
      out.writeDouble(losses[i]);
      out.writeDouble(baseLosses[i]);
      out.writeDouble(errors[i]);
    }
  }

  void read(DataInput in) throws IOException {
    count = in.readLong();
    positives = in.readLong();
    for (int i = 0; i < size(); i++) {
      told[i] = in.readFloat();
      grew[i] = in.readBoolean();
      losses[i] = in.readDouble();
      baseLosses[i] = in.readDouble();
      errors[i] = in.readDouble();
    }
  }
}
