package com.ytempire.ml.training.starter;

/**
 * The trained network, and its forward pass in Java: the definition that the ONNX file has to meet.
 * Strict functions make it, and training, give the same bits on every machine.
 *
 * <p>Columns are standardised, cut to ±{@link #LIMIT} and put to 0 where missing; beside each
 * stands 1 where it is missing. One hidden layer of tanh units, then two heads.
 *
 * @param mean mean of each column
 * @param scale 1 ÷ standard deviation of each column
 * @param hidden {@code [input][unit]}, inputs being the columns and then their missing flags
 * @param hiddenBias one per unit
 * @param heads {@code [unit][head]}: logit of being viral, log growth
 * @param headBias one per head
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrendNetwork(
    float[] mean,
    float[] scale,
    float[][] hidden,
    float[] hiddenBias,
    float[][] heads,
    float[] headBias) {
  /** Standard deviations beyond which a column says no more than "far off". */
  static final float LIMIT = 5;

  static final int VIRAL = 0;
  static final int GROWTH = 1;
  static final int HEADS = 2;

  /**
   * @param viralProbability P(views grow by 20 % or more until the next snapshot), 0 to 1
   * @param logGrowth expected ln(views then ÷ views now)
   */
  record Answer(double viralProbability, double logGrowth) {}

  /** Answers for one row of inputs, NaN where missing. */
  Answer answer(float[] inputs) {
    double[] out = out(inputs);
    return new Answer(sigmoid(out[VIRAL]), out[GROWTH]);
  }

  /** ln(p ÷ (1 − p)) of the probability for one row. */
  double viralLogit(float[] inputs) {
    return out(inputs)[VIRAL];
  }

  private double[] out(float[] inputs) {
    return heads(activations(standardise(TrendColumns.of(inputs), mean, scale)));
  }

  /** The network's input: standardised columns, 0 where missing, then missing flags. */
  static double[] standardise(double[] columns, float[] mean, float[] scale) {
    int count = columns.length;
    double[] input = new double[2 * count];
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(columns[i])) {
        input[count + i] = 1;
      } else {
        input[i] = Math.max(-LIMIT, Math.min(LIMIT, (columns[i] - mean[i]) * scale[i]));
      }
    }
    return input;
  }

  private double[] activations(double[] input) {
    double[] units = new double[hiddenBias.length];
    for (int unit = 0; unit < units.length; unit++) {
      double sum = hiddenBias[unit];
      for (int i = 0; i < input.length; i++) {
        sum += input[i] * hidden[i][unit];
      }
      units[unit] = StrictMath.tanh(sum);
    }
    return units;
  }

  private double[] heads(double[] units) {
    double[] out = new double[HEADS];
    for (int head = 0; head < HEADS; head++) {
      out[head] = headBias[head];
      for (int unit = 0; unit < units.length; unit++) {
        out[head] += units[unit] * heads[unit][head];
      }
    }
    return out;
  }

  static double sigmoid(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  /** The same network with its logit scaled and shifted: a calibration, folded into the weights. */
  TrendNetwork calibrated(double slope, double shift) {
    float[][] scaled = new float[heads.length][];
    for (int unit = 0; unit < heads.length; unit++) {
      scaled[unit] = heads[unit].clone();
      scaled[unit][VIRAL] = (float) (scaled[unit][VIRAL] * slope);
    }
    float[] bias = headBias.clone();
    bias[VIRAL] = (float) (bias[VIRAL] * slope + shift);
    return new TrendNetwork(mean, scale, hidden, hiddenBias, scaled, bias);
  }
}
