package com.ytempire.ml.core.store;

import com.ytempire.ml.core.training.TrainingClaim;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingHold;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Trainings that were asked for, and the queue from which workers take them: at most one of a model
 * runs at a time. Safe to share between threads and processes; calls block, and throw {@link
 * StoreUnavailableException} when the store does not answer. Silence is measured by the store's
 * clock. Times are kept to the microsecond, the best metric to four decimals.
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

  /** Jobs, newest first; none where the one to go on behind is unknown. */
  List<TrainingJob> list(TrainingFilter filter);

  /**
   * Gives a worker the next job, for good until it ends or the worker is silent for longer than the
   * lease: one whose worker fell silent, else the oldest that waits of a model of which none runs.
   * Ends those whose last worker fell silent: cancelled if that was asked for, failed otherwise.
   *
   * @param worker a name that no other has, at most 200 characters
   * @return the job as it is now, running; empty where there is none
   */
  Optional<TrainingJob> claim(String worker, TrainingLease lease);

  /** Whether {@link #claim} would have something to do. Takes nothing. */
  boolean isWaiting(TrainingLease lease);

  /** Lets the store hear of a worker; tells it whether it still has its job. */
  TrainingHold heartbeat(TrainingClaim claim);

  /**
   * Keeps how far a job has come, or how it ended; plan, creator and times of creation and start
   * stay as they were. Counts as a heartbeat.
   *
   * @return false when the worker does not have the job any more; then nothing is changed
   */
  boolean update(TrainingClaim claim, TrainingJob job);

  /**
   * Hands a job back, for another to go on with; one that is to be cancelled is.
   *
   * @return false when the worker does not have the job any more; then nothing is changed
   */
  boolean release(TrainingClaim claim);

  /**
   * Calls a job off: one that waits is cancelled, one that runs is asked to stop, and one that has
   * ended stays as it is.
   *
   * @return the job as it is now; empty where it is unknown
   */
  Optional<TrainingJob> cancel(UUID id);

  /** How long completed jobs of a model took, the median; empty where there is none. */
  Optional<Duration> typicalDuration(String modelType);
}
