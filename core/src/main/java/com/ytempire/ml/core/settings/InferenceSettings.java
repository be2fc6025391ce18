package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one model is run: the block {@code inference} of the model in {@code models.yaml}. What is
 * null was not given and takes the default of whoever runs the model.
 *
 * @param maxBatchSize {@code max_batch_size}: most requests in one run, 1 to 1,024
 * @param timeout {@code timeout_ms}: longest time that a request waits for its run when it names
 *     none, 1 to 3,600,000 ms
 * @param cacheEnabled {@code cache_enabled}: whether answers may be remembered
 * @param queueCapacity {@code queue_capacity}: most requests waiting, 1 to 1,000,000
 * @param maxDelay {@code max_delay_ms}: longest time that a request waits for company, 0 to 1,000
 *     ms
 * @param preferQuantized {@code prefer_quantized}: whether the 8-bit network of a version is run
 *     where it has one
 */
public record InferenceSettings(
    @Nullable Integer maxBatchSize,
    @Nullable Duration timeout,
    @Nullable Boolean cacheEnabled,
    @Nullable Integer queueCapacity,
    @Nullable Duration maxDelay,
    @Nullable Boolean preferQuantized)
    implements Serializable {

  /** Nothing was given. */
  public static final InferenceSettings UNSET =
      new InferenceSettings(null, null, null, null, null, null);
}
