package com.ytempire.ml.core.training;

import java.util.UUID;

/**
 * What a worker holds of a job, and by which the store knows it from one that had the job before.
 *
 * @param id the job
 * @param worker name of the worker
 * @param attempt which of the job's attempts is the worker's
 */
public record TrainingClaim(UUID id, String worker, int attempt) {}
