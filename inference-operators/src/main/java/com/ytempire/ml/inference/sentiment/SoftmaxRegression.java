package com.ytempire.ml.inference.sentiment;

import com.ytempire.ml.inference.text.Softmax;

/**
 * Multinomial logistic regression: minimises the weighted mean of −ln P(class | features) plus (l2
 * / 2) · ‖weights‖², by gradient steps with Nesterov's momentum from zero.
 *
 * <p>Full batch, no randomness, and sums in a fixed order: equal examples give equal bits. One step
 * costs examples × features × classes multiplications.
 *
 * @param l2 strength of the pull to zero, more than 0; biases are not pulled
 * @param steps gradient steps
 */
record SoftmaxRegression(double l2, int steps) {

  /**
   * @param weights one row per class
   * @param bias one value per class
   */
  record Fit(double[][] weights, double[] bias) {}

  /**
   * @param features one row per example, all of one width
   * @param labels class of each example, from 0
   * @param importance weight of each example, at least 0
   * @param classes number of classes
   */
  Fit fit(double[][] features, int[] labels, double[] importance, int classes) {
    int width = features[0].length + 1;
    double total = 0;
    double largestNorm = 0;
    for (int i = 0; i < features.length; i++) {
      total += importance[i];
      double norm = 1;
      for (double value : features[i]) {
        norm += value * value;
      }
      largestNorm = Math.max(largestNorm, norm);
    }
    // The loss's curvature is at most half the largest squared norm, so this step never overshoots.
    double rate = 1 / (0.5 * largestNorm + l2);
    double[][] current = new double[classes][width];
    double[][] ahead = new double[classes][width];
    double momentum = 1;
    for (int step = 0; step < steps; step++) {
      double[][] gradient = gradient(ahead, features, labels, importance, total);
      double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double inertia = (momentum - 1) / next;
      momentum = next;
      for (int c = 0; c < classes; c++) {
        for (int j = 0; j < width; j++) {
          double moved = ahead[c][j] - rate * gradient[c][j];
          ahead[c][j] = moved + inertia * (moved - current[c][j]);
          current[c][j] = moved;
        }
      }
    }
    return split(current);
  }

  private double[][] gradient(
      double[][] parameters, double[][] features, int[] labels, double[] importance, double total) {
    int bias = parameters[0].length - 1;
    double[][] gradient = new double[parameters.length][bias + 1];
    double[] errors = new double[parameters.length];
    for (int i = 0; i < features.length; i++) {
      double[] row = features[i];
      for (int c = 0; c < errors.length; c++) {
        double logit = parameters[c][bias];
        for (int j = 0; j < bias; j++) {
          logit += parameters[c][j] * row[j];
        }
        errors[c] = logit;
      }
      Softmax.inPlace(errors);
      errors[labels[i]] -= 1;
      for (int c = 0; c < errors.length; c++) {
        double error = errors[c] * importance[i] / total;
        for (int j = 0; j < bias; j++) {
          gradient[c][j] += error * row[j];
        }
        gradient[c][bias] += error;
      }
    }
    for (int c = 0; c < gradient.length; c++) {
      for (int j = 0; j < bias; j++) {
        gradient[c][j] += l2 * parameters[c][j];
      }
    }
    return gradient;
  }

  private static Fit split(double[][] parameters) {
    int bias = parameters[0].length - 1;
    double[][] weights = new double[parameters.length][bias];
    double[] biases = new double[parameters.length];
    for (int c = 0; c < parameters.length; c++) {
      System.arraycopy(parameters[c], 0, weights[c], 0, bias);
      biases[c] = parameters[c][bias];
    }
    return new Fit(weights, biases);
  }
}
