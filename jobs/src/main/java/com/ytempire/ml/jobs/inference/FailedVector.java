package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.jobs.io.VideoVector;

/**
 * A vector that no model answered.
 *
 * @param vector the vector
 * @param reason why not: the model, what went wrong and what to do
 */
public record FailedVector(VideoVector vector, String reason) {}
