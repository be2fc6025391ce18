package com.ytempire.ml.jobs.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Weights that follow the regularized leader, each at a rate of its own (FTRL-Proximal; McMahan et
 * al., "Ad click prediction", 2013). Confined to one thread.
 */
final class FtrlWeights {
  private static final double BETA = 1;

  private final double rate;
  private final double l2;
  private final double[] pulls;
  private final double[] squares;
  private final double[] weights;

  FtrlWeights(int width, double rate, double l2) {
    this.rate = rate;
    this.l2 = l2;
    this.pulls = new double[width];
    this.squares = new double[width];
    this.weights = new double[width];
  }

  /** The weights as they are now. Not to be changed. */
  @SuppressWarnings("ReturnsArrayField") // read by one owner
  double[] weights() {
    return weights;
  }

  /** One step against a gradient. */
  void step(double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      double square = gradient[i] * gradient[i];
      double sigma = (Math.sqrt(squares[i] + square) - Math.sqrt(squares[i])) / rate;
      pulls[i] += gradient[i] - sigma * weights[i];
      squares[i] += square;
      weights[i] = weight(i);
    }
  }

  private double weight(int at) {
    return -pulls[at] / ((BETA + Math.sqrt(squares[at])) / rate + l2);
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < pulls.length; i++) {
      out.writeDouble(pulls[i]);
      out.writeDouble(squares[i]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < pulls.length; i++) {
      pulls[i] = in.readDouble();
      squares[i] = in.readDouble();
      weights[i] = weight(i);
    }
  }
}
