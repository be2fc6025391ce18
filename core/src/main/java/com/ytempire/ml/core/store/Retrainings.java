package com.ytempire.ml.core.store;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.training.TrainingJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Triggers of retrainings and the trainings that they started. Safe to share between threads and
 * processes; calls block, and throw {@link StoreUnavailableException} when the store does not
 * answer.
 */
public interface Retrainings {
  /**
   * Records a trigger and queues its training, both or neither. Queues none while one of the model
   * waits or runs, or less than the cooldown after the last that a trigger queued; that is recorded
   * as well. A trigger that is known already changes nothing.
   *
   * @param job what is to be trained, pending
   * @param cooldown measured in the triggers' own event time
   * @return what came of it, now or the first time
   * @throws StoreRefusedException when the store cannot hold one of its values
   */
  Retraining raise(RetrainingTrigger trigger, TrainingJob job, Duration cooldown);

  Optional<Retraining> find(UUID triggerId);

  /**
   * Triggers, newest first by event time.
   *
   * @param modelName of this model only, or empty for all
   * @param after the trigger behind which the list goes on; where it is unknown there are none
   * @param limit at most so many, 1 to 1,000
   */
  List<Retraining> list(Optional<String> modelName, Optional<UUID> after, int limit);

  /** The newest ones. */
  default List<Retraining> list(Optional<String> modelName, int limit) {
    return list(modelName, Optional.empty(), limit);
  }
}
