package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Prediction of trends. Which version answers is in {@link ModelSettings}.
 *
 * @param confidenceThreshold {@code TREND_CONFIDENCE_THRESHOLD}: confidence from which on a
 *     recommendation is made where a request names none, 0 to 1, default 0.75
 * @param cacheDuration {@code TREND_CACHE_DURATION}: how long an answer may be given again, 0 to
 *     604,800 s, default 3600 s; 0 means never
 */
public record TrendSettings(double confidenceThreshold, Duration cacheDuration)
    implements Serializable {

  static TrendSettings from(Variables variables) {
    return new TrendSettings(
        variables.number("TREND_CONFIDENCE_THRESHOLD", 0.75, 0, 1),
        variables.seconds("TREND_CACHE_DURATION", 3600, 0, 604_800));
  }
}
