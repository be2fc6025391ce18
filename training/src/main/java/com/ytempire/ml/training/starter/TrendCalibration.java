package com.ytempire.ml.training.starter;

import java.util.List;

/**
 * Platt's calibration: the slope and shift of the logit that make rows which the network was not
 * fitted to most likely. Newton's method on a convex function of two numbers; a few passes.
 */
final class TrendCalibration {
  private static final int STEPS = 25;

  private TrendCalibration() {}

  /**
   * @param rows of other videos than the network was trained on; where they are not of both kinds,
   *     nothing can be said and the network stays as it is
   */
  static TrendNetwork calibrate(TrendNetwork network, List<TrendRow> rows) {
    double[] logits = rows.stream().mapToDouble(row -> network.viralLogit(row.inputs())).toArray();
    long viral = rows.stream().filter(TrendRow::isViral).count();
    if (viral == 0 || viral == rows.size()) {
      return network;
    }
    double slope = 1;
    double shift = 0;
    for (int step = 0; step < STEPS; step++) {
      double bySlope = 0;
      double byShift = 0;
      double slopeSlope = 1e-9;
      double slopeShift = 0;
      double shiftShift = 1e-9;
      for (int i = 0; i < logits.length; i++) {
        double p = TrendNetwork.sigmoid(slope * logits[i] + shift);
        double error = p - (rows.get(i).isViral() ? 1 : 0);
        double curve = p * (1 - p);
        bySlope += error * logits[i];
        byShift += error;
        slopeSlope += curve * logits[i] * logits[i];
        slopeShift += curve * logits[i];
        shiftShift += curve;
      }
      double determinant = slopeSlope * shiftShift - slopeShift * slopeShift;
      slope -= (shiftShift * bySlope - slopeShift * byShift) / determinant;
      shift -= (slopeSlope * byShift - slopeShift * bySlope) / determinant;
    }
    boolean isSound = slope > 0 && Double.isFinite(slope) && Double.isFinite(shift);
    return isSound ? network.calibrated(slope, shift) : network;
  }
}
