package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where models are kept and how long they may take.
 *
 * @param registryPath {@code MODEL_REGISTRY_PATH}: the model repository, {@code
 *     s3://bucket/prefix}, {@code file:///folder} or a folder, default {@code .ytempire/registry}
 * @param cacheDir {@code MODEL_CACHE_DIR}: folder that the process may write to, default {@code
 *     .ytempire/models}
 * @param maxCacheBytes {@code MODEL_MAX_CACHE_SIZE_GB}: most bytes of downloaded versions, given in
 *     units of 2^30, default 50
 * @param defaultTimeout {@code MODEL_DEFAULT_TIMEOUT_MS}: longest time that a request waits for its
 *     run when it names none, default 5000 ms
 * @param preferQuantized {@code MODEL_PREFER_QUANTIZED}: whether the 8-bit network of a version is
 *     run where it has one, default false
 * @param embeddingModelPath {@code EMBEDDING_MODEL_PATH}: folder of the encoder of titles, or null
 *     for where its name leads
 * @param sentimentModelPath {@code SENTIMENT_MODEL_PATH}: folder of a sentiment model, or null for
 *     the one that is shipped
 * @param trendModelVersion {@code TREND_MODEL_VERSION}: version of {@code trend_predictor} to use
 *     in place of the registry's active one, or null
 * @param trendModelPath {@code TREND_MODEL_PATH}: folder of the version to use in place of the
 *     registry's active one, {@code s3://bucket/prefix}, {@code file:///folder} or a folder, or
 *     null. Given both, the folder must hold that version
 */
public record ModelSettings(
    String registryPath,
    String cacheDir,
    long maxCacheBytes,
    Duration defaultTimeout,
    boolean preferQuantized,
    @Nullable String embeddingModelPath,
    @Nullable String sentimentModelPath,
    @Nullable String trendModelVersion,
    @Nullable String trendModelPath)
    implements Serializable {

  static ModelSettings from(Variables variables) {
    String registry = variables.text("MODEL_REGISTRY_PATH");
    String cache = variables.text("MODEL_CACHE_DIR");
    return new ModelSettings(
        registry == null ? ".ytempire/registry" : registry,
        cache == null ? ".ytempire/models" : cache,
        (long) variables.integer("MODEL_MAX_CACHE_SIZE_GB", 50, 1, 100_000) << 30,
        Duration.ofMillis(variables.integer("MODEL_DEFAULT_TIMEOUT_MS", 5000, 1, 3_600_000)),
        variables.flag("MODEL_PREFER_QUANTIZED", false),
        variables.text("EMBEDDING_MODEL_PATH"),
        variables.text("SENTIMENT_MODEL_PATH"),
        variables.text("TREND_MODEL_VERSION"),
        variables.text("TREND_MODEL_PATH"));
  }
}
