package com.ytempire.ml.api.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A training that was recorded.
 *
 * @param jobId its id
 * @param status always {@code started}: it is recorded, and a worker takes it when one is free
 * @param estimatedCompletion by how long trainings of this model took before; null where none has
 *     ended yet
 * @param trackingUrl where it can be followed
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record TrainResponse(
    String jobId, String status, @Nullable Instant estimatedCompletion, String trackingUrl) {}
