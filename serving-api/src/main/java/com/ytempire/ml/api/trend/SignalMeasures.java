package com.ytempire.ml.api.trend;

import java.time.Duration;
import java.util.List;

/**
 * What all signals of a topic say together. Each source counts by its freshness f.
 *
 * @param attention Σ f · strength ÷ sources asked, 0 to 1; a strength that is null counts as a half
 * @param movement Σ f · (1 + momentum) ÷ 2 ÷ sources asked, 0 to 1; a half where not known
 * @param push Σ f · momentum ÷ sources asked, −1 to 1
 * @param coverage Σ f ÷ sources asked, 0 to 1; a source without a past counts 0.7
 * @param spread standard deviation of the sources' momentum, 0 to 1; 0 for fewer than two
 * @param hoursToPeak mean over sources, weighted by f · ln(1 + volume); NaN where none tells
 * @param mentioned how many sources have fresh signals
 */
record SignalMeasures(
    double attention,
    double movement,
    double push,
    double coverage,
    double spread,
    double hoursToPeak,
    int mentioned) {
  private static final double UNKNOWN_STRENGTH = 0.5;
  private static final double WITHOUT_PAST = 0.7;

  /** Nothing is known. */
  static final SignalMeasures NONE = new SignalMeasures(0, 0, 0, 0, 0, Double.NaN, 0);

  /**
   * @param signals at most one per source
   * @param asked how many sources were asked, at least as many as signals, from 1
   * @param window over which the signals hold
   * @param mostHours the timeframe
   */
  static SignalMeasures of(
      List<SourceSignal> signals, int asked, Duration window, double mostHours) {
    double attention = 0;
    double movement = 0;
    double push = 0;
    double coverage = 0;
    int mentioned = 0;
    var momentum = new WeightedMean();
    var peak = new WeightedMean();
    for (SourceSignal signal : signals) {
      double fresh = signal.freshness(window);
      if (fresh == 0) {
        continue;
      }
      mentioned++;
      double strength =
          Double.isNaN(signal.strength()) ? UNKNOWN_STRENGTH : clamp(signal.strength());
      double change = signal.momentum(window);
      boolean hasPast = !Double.isNaN(change);
      attention += fresh * strength;
      movement += fresh * (hasPast ? (1 + change) / 2 : UNKNOWN_STRENGTH);
      push += hasPast ? fresh * change : 0;
      coverage += fresh * (hasPast ? 1 : WITHOUT_PAST);
      momentum.add(change, fresh);
      peak.add(signal.hoursToPeak(mostHours), fresh * Math.log1p(signal.volume()));
    }
    return new SignalMeasures(
        attention / asked,
        movement / asked,
        push / asked,
        coverage / asked,
        momentum.deviation(),
        peak.mean(),
        mentioned);
  }

  private static double clamp(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
