package com.ytempire.ml.training.starter;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Trains the network with Adam on the sum of two losses: cross-entropy of being viral, and Huber's
 * of the log growth. Seeded, one thread, sums in a fixed order: equal rows and recipes give equal
 * bits on every machine.
 *
 * <p>While training, groups of columns are left out at random, so that the network also answers
 * where a source lacks likes, subscribers, publish times or earlier snapshots.
 */
final class TrendTraining {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /**
   * What decides a training's outcome besides its rows.
   *
   * @param seed of the starting weights, the order of rows and what is left out
   * @param units hidden units
   * @param epochs passes over all rows, at least 1
   * @param batch rows of a step
   * @param rate Adam's rate at the start; falls to 0 as a half cosine
   * @param decay pull of every weight to zero, per unit of rate
   * @param growthWeight weight of the growth's loss beside the probability's
   * @param huber error of the log growth from which its loss is linear
   * @param leftOut half the share of rows that lose a part of their columns
   */
  record Recipe(
      long seed,
      int units,
      int epochs,
      int batch,
      double rate,
      double decay,
      double growthWeight,
      double huber,
      double leftOut) {
    /** The recipe of the version that ships. */
    static Recipe shipped() {
      return new Recipe(20261122, 32, 60, 256, 4e-3, 1e-3, 4, 0.05, 0.05);
    }

    Recipe withSeed(long other) {
      return new Recipe(other, units, epochs, batch, rate, decay, growthWeight, huber, leftOut);
    }

    Recipe withEpochs(int other) {
      return new Recipe(seed, units, other, batch, rate, decay, growthWeight, huber, leftOut);
    }
  }

  private final Recipe recipe;
  private final double[][] columns;
  private final boolean[] viral;
  private final double[] growth;
  private final int inputs = 2 * TrendColumns.COUNT;
  private final SplittableRandom random;
  private final float[] mean = new float[TrendColumns.COUNT];
  private final float[] scale = new float[TrendColumns.COUNT];
  private final double[] parameters;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;
  private final double[] units;

  private TrendTraining(List<TrendRow> rows, Recipe recipe) {
    this.recipe = recipe;
    this.random = new SplittableRandom(recipe.seed());
    this.columns = rows.stream().map(row -> TrendColumns.of(row.inputs())).toArray(double[][]::new);
    this.viral = new boolean[rows.size()];
    this.growth = new double[rows.size()];
    for (int i = 0; i < viral.length; i++) {
      viral[i] = rows.get(i).isViral();
      growth[i] = rows.get(i).logGrowth();
    }
    int size = recipe.units() * (inputs + 1 + TrendNetwork.HEADS) + TrendNetwork.HEADS;
    this.parameters = new double[size];
    this.gradient = new double[size];
    this.first = new double[size];
    this.second = new double[size];
    this.units = new double[recipe.units()];
  }

  /**
   * @param rows at least one
   */
  static TrendNetwork train(List<TrendRow> rows, Recipe recipe) {
    var training = new TrendTraining(rows, recipe);
    training.standardise();
    training.start();
    training.run();
    return training.network();
  }

  private void standardise() {
    for (int column = 0; column < mean.length; column++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (double[] row : columns) {
        if (!Double.isNaN(row[column])) {
          sum += row[column];
          squares += row[column] * row[column];
          count++;
        }
      }
      double average = count == 0 ? 0 : sum / count;
      double variance = count == 0 ? 0 : squares / count - average * average;
      mean[column] = (float) average;
      scale[column] = (float) (variance > 1e-12 ? 1 / Math.sqrt(variance) : 1);
    }
  }

  private void start() {
    double spread = Math.sqrt(1.0 / TrendColumns.COUNT);
    for (int i = 0; i < recipe.units() * inputs; i++) {
      parameters[i] = spread * (2 * random.nextDouble() - 1);
    }
    for (int i = headsAt(); i < headsAt() + recipe.units() * TrendNetwork.HEADS; i++) {
      parameters[i] = 0.1 * (2 * random.nextDouble() - 1);
    }
  }

  // Parameters: hidden [unit][input], hidden bias [unit], heads [head][unit], head bias [head].
  private int biasAt() {
    return recipe.units() * inputs;
  }

  private int headsAt() {
    return biasAt() + recipe.units();
  }

  private int headBiasAt() {
    return headsAt() + recipe.units() * TrendNetwork.HEADS;
  }

  private void run() {
    int[] order = new int[columns.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int batches = (order.length + recipe.batch() - 1) / recipe.batch();
    long steps = (long) batches * recipe.epochs();
    long step = 0;
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      shuffle(order);
      for (int from = 0; from < order.length; from += recipe.batch()) {
        int to = Math.min(order.length, from + recipe.batch());
        Arrays.fill(gradient, 0);
        for (int i = from; i < to; i++) {
          accumulate(order[i], 1.0 / (to - from));
        }
        step++;
        double rate = recipe.rate() * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
        update(rate, step);
      }
    }
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  private double[] input(int row) {
    double[] shown = columns[row].clone();
    if (random.nextDouble() < 2 * recipe.leftOut()) {
      TrendColumns.Part part = TrendColumns.PARTS.get(random.nextInt(TrendColumns.PARTS.size()));
      part.leaveOut(shown);
    }
    return TrendNetwork.standardise(shown, mean, scale);
  }

  private void accumulate(int row, double weight) {
    double[] input = input(row);
    int bias = biasAt();
    int heads = headsAt();
    int count = recipe.units();
    double logit = parameters[headBiasAt() + TrendNetwork.VIRAL];
    double expected = parameters[headBiasAt() + TrendNetwork.GROWTH];
    for (int unit = 0; unit < count; unit++) {
      double sum = parameters[bias + unit];
      int at = unit * inputs;
      for (int i = 0; i < inputs; i++) {
        sum += parameters[at + i] * input[i];
      }
      units[unit] = StrictMath.tanh(sum);
      logit += parameters[heads + TrendNetwork.VIRAL * count + unit] * units[unit];
      expected += parameters[heads + TrendNetwork.GROWTH * count + unit] * units[unit];
    }
    double error = expected - growth[row];
    double byLogit = weight * (TrendNetwork.sigmoid(logit) - (viral[row] ? 1 : 0));
    double byGrowth =
        weight * recipe.growthWeight() * Math.max(-1, Math.min(1, error / recipe.huber()));
    gradient[headBiasAt() + TrendNetwork.VIRAL] += byLogit;
    gradient[headBiasAt() + TrendNetwork.GROWTH] += byGrowth;
    for (int unit = 0; unit < count; unit++) {
      int viralAt = heads + TrendNetwork.VIRAL * count + unit;
      int growthAt = heads + TrendNetwork.GROWTH * count + unit;
      gradient[viralAt] += byLogit * units[unit];
      gradient[growthAt] += byGrowth * units[unit];
      double back =
          (byLogit * parameters[viralAt] + byGrowth * parameters[growthAt])
              * (1 - units[unit] * units[unit]);
      gradient[bias + unit] += back;
      int at = unit * inputs;
      for (int i = 0; i < inputs; i++) {
        gradient[at + i] += back * input[i];
      }
    }
  }

  private void update(double rate, long step) {
    double correction1 = 1 - StrictMath.pow(BETA1, step);
    double correction2 = 1 - StrictMath.pow(BETA2, step);
    for (int i = 0; i < parameters.length; i++) {
      first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
      second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
      double move = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
      parameters[i] -= rate * (move + recipe.decay() * parameters[i]);
    }
  }

  private TrendNetwork network() {
    int count = recipe.units();
    return new TrendNetwork(
        mean,
        scale,
        matrix(inputs, count, i -> parameters[i % count * inputs + i / count]),
        matrix(1, count, unit -> parameters[biasAt() + unit])[0],
        matrix(
            count,
            TrendNetwork.HEADS,
            i -> parameters[headsAt() + i % TrendNetwork.HEADS * count + i / TrendNetwork.HEADS]),
        matrix(1, TrendNetwork.HEADS, head -> parameters[headBiasAt() + head])[0]);
  }

  private static float[][] matrix(int rows, int width, IntFunction<Double> value) {
    float[][] matrix = new float[rows][width];
    for (int i = 0; i < rows * width; i++) {
      matrix[i / width][i % width] = value.apply(i).floatValue();
    }
    return matrix;
  }
}
