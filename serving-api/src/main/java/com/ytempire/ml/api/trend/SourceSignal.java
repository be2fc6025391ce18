package com.ytempire.ml.api.trend;

import java.time.Duration;

/**
 * How much a source talks about the topic, as of its last signal: features of the topic over one
 * window.
 *
 * @param source the source
 * @param volume mentions in the window, at least 0
 * @param velocity change of volume against the window before, per hour; NaN for null
 * @param acceleration change of velocity, per hour squared; NaN for null
 * @param strength how strong the source rates the topic, 0 to 1; NaN for null
 * @param age how long ago the last signal came, at least 0
 */
record SourceSignal(
    DataSource source,
    double volume,
    double velocity,
    double acceleration,
    double strength,
    Duration age) {

  /** The share of its window that is not over yet, 0 to 1. */
  double freshness(Duration window) {
    double share = 1 - (double) age.toMillis() / window.toMillis();
    return volume > 0 ? Math.max(0, Math.min(1, share)) : 0;
  }

  /**
   * How the volume changes, −1 (gone) to 1 (new): tanh ln((1 + V0) ÷ (1 + V1)), V1 being the volume
   * of the window before. NaN where that is not known.
   */
  double momentum(Duration window) {
    double before = Math.max(0, volume - velocity * window.toMinutes() / 60.0);
    return Math.tanh(Math.log1p(volume) - Math.log1p(before));
  }

  /**
   * Hours until the volume stops growing, 0 to {@code most}: velocity ÷ −acceleration while growth
   * slows down, {@code most} while it does not, half of that where it cannot be told. NaN where
   * velocity is not known.
   */
  double hoursToPeak(double most) {
    if (Double.isNaN(velocity)) {
      return Double.NaN;
    }
    if (velocity <= 0) {
      return 0;
    }
    if (Double.isNaN(acceleration)) {
      return most / 2;
    }
    return acceleration >= 0 ? most : Math.min(most, velocity / -acceleration);
  }
}
