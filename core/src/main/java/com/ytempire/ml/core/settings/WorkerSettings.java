package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Workers that run trainings.
 *
 * @param jobsPath {@code TRAINING_JOBS_PATH}: folder of running jobs' own files, which all workers
 *     have to share for one to go on where another stopped; default {@code .ytempire/training-jobs}
 * @param poll {@code TRAINING_POLL_MS}: time between two looks for a job, default 2 s
 * @param lease {@code TRAINING_LEASE_MS}: silence after which a worker is taken for dead, default
 *     60 s
 * @param attempts {@code TRAINING_MAX_ATTEMPTS}: workers that may die of one job, default 3
 */
public record WorkerSettings(String jobsPath, Duration poll, Duration lease, int attempts)
    implements Serializable {

  static WorkerSettings from(Variables variables) {
    return new WorkerSettings(
        variables.textOr("TRAINING_JOBS_PATH", ".ytempire/training-jobs"),
        Duration.ofMillis(variables.integer("TRAINING_POLL_MS", 2000, 100, 60_000)),
        Duration.ofMillis(variables.integer("TRAINING_LEASE_MS", 60_000, 1000, 3_600_000)),
        variables.integer("TRAINING_MAX_ATTEMPTS", 3, 1, 100));
  }
}
