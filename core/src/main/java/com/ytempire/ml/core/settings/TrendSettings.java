package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Prediction of trends. Which version answers is in {@link ModelSettings}.
 *
 * @param confidenceThreshold {@code TREND_CONFIDENCE_THRESHOLD}: confidence from which on a
 *     recommendation is made where a request names none, 0 to 1, default 0.75
 * @param cacheDuration {@code TREND_CACHE_DURATION}: how long an answer may be given again, 0 to
 *     604,800 s, default 3600 s; 0 means never
 * @param cachePath {@code TREND_CACHE_PATH}: folder in S3, {@code s3://bucket/prefix}, where
 *     answers are kept beside Redis, or null; default none
 * @param contentRetention {@code CONTENT_RETENTION_DAYS}: how long content of which nothing new
 *     comes stays in the index that answers are told from, 31 to 36,500 days, default 180; no
 *     answer looks back for more than 30
 */
public record TrendSettings(
    double confidenceThreshold,
    Duration cacheDuration,
    @Nullable String cachePath,
    Duration contentRetention)
    implements Serializable {

  static TrendSettings from(Variables variables) {
    return new TrendSettings(
        variables.number("TREND_CONFIDENCE_THRESHOLD", 0.75, 0, 1),
        variables.seconds("TREND_CACHE_DURATION", 3600, 0, 604_800),
        variables.optional("TREND_CACHE_PATH", "s3://bucket/prefix", TrendSettings::inObjectStore),
        Duration.ofDays(variables.integer("CONTENT_RETENTION_DAYS", 180, 31, 36_500)));
  }

  private static String inObjectStore(String path) {
    if (!path.startsWith("s3://") || path.length() == "s3://".length()) {
      throw new IllegalArgumentException("the path is not in S3");
    }
    return path;
  }
}
