package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How features are kept.
 *
 * @param backend {@code FEATURE_STORE_BACKEND}, default {@code redis}
 * @param cacheTtl {@code FEATURE_CACHE_TTL_SECONDS}: how long Redis keeps a value after it was
 *     written, default 3600 s
 * @param batchSize {@code FEATURE_BATCH_SIZE}: most writes in one call to a store, default 1000
 * @param offlinePath {@code FEATURE_OFFLINE_PATH}: root of the offline store, a folder or {@code
 *     s3://bucket/prefix}, default {@code .ytempire/offline}
 */
public record FeatureStoreSettings(
    Backend backend, Duration cacheTtl, int batchSize, String offlinePath) implements Serializable {

  /** Which servers hold the online features. */
  public enum Backend {
    /** Redis first, Postgres behind it. */
    REDIS,
    /** Postgres alone. */
    POSTGRES,
    /** The memory of one process; nothing survives it. */
    MEMORY
  }

  static FeatureStoreSettings from(Variables variables) {
    String offline = variables.text("FEATURE_OFFLINE_PATH");
    return new FeatureStoreSettings(
        variables.choice("FEATURE_STORE_BACKEND", Backend.REDIS),
        Duration.ofSeconds(variables.integer("FEATURE_CACHE_TTL_SECONDS", 3600, 1, 31_536_000)),
        variables.integer("FEATURE_BATCH_SIZE", 1000, 1, 100_000),
        offline == null ? ".ytempire/offline" : offline);
  }
}
