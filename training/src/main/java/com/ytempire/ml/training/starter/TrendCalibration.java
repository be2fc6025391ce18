package com.ytempire.ml.training.starter;

import com.ytempire.ml.training.calibration.PlattScaling;
import java.util.List;

/** Calibrates a network's probability on rows that it was not fitted to. */
final class TrendCalibration {
  private TrendCalibration() {}

  /**
   * @param rows of other videos than the network was trained on; where they are not of both kinds,
   *     nothing can be said and the network stays as it is
   */
  static TrendNetwork calibrate(TrendNetwork network, List<TrendRow> rows) {
    double[] logits = rows.stream().mapToDouble(row -> network.viralLogit(row.inputs())).toArray();
    boolean[] viral = new boolean[logits.length];
    for (int i = 0; i < viral.length; i++) {
      viral[i] = rows.get(i).isViral();
    }
    PlattScaling scaling = PlattScaling.fit(logits, viral);
    return scaling.equals(PlattScaling.NONE)
        ? network
        : network.calibrated(scaling.slope(), scaling.shift());
  }
}
