package com.ytempire.ml.core.store;

import com.ytempire.ml.core.training.TrainingJob;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Trainings that were asked for. Safe to share between threads and processes; calls block, and
 * throw {@link StoreUnavailableException} when the store does not answer. Times are kept to the
 * microsecond, the best metric to four decimals.
 */
public interface TrainingJobs {
  /**
   * Records a job, unless its caller has used the key before.
   *
   * @param idempotencyKey what makes a repeated call the same call, at most 200 characters; each
   *     {@link TrainingJob#createdBy} has keys of its own
   * @return the job that has the key: this one or the earlier one, whose plan may be another
   * @throws StoreRefusedException when the store cannot hold one of its values, or has its id
   */
  TrainingJob submit(TrainingJob job, Optional<String> idempotencyKey);

  Optional<TrainingJob> find(UUID id);

  /**
   * Keeps how far a job has come; plan, creator and time of creation stay as they were.
   *
   * @throws StoreRefusedException when it was never submitted
   */
  void update(TrainingJob job);

  /** How long completed jobs of a model took, the median; empty where there is none. */
  Optional<Duration> typicalDuration(String modelType);

  /** The refusal of a job that is not there. */
  static StoreRefusedException unknown(UUID id) {
    return new StoreRefusedException("there is no training job %s".formatted(id));
  }
}
