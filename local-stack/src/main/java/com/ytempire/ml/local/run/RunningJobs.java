package com.ytempire.ml.local.run;

import com.ytempire.ml.core.event.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jobs of a run, each where it is wanted. Confined to one thread.
 *
 * @param features computes features, always
 * @param inference scores them
 * @param learning learns from outcomes
 * @param drift watches predictions and outcomes
 */
record RunningJobs(
    JobRun features,
    Optional<JobRun> inference,
    Optional<JobRun> learning,
    Optional<JobRun> drift) {

  /** Fails where a job has ended, whether it failed or not. */
  void requireRunning() throws Exception {
    for (JobRun job :
        Stream.of(Optional.of(features), inference, learning, drift)
            .flatMap(Optional::stream)
            .toList()) {
      job.requireRunning();
    }
  }

  Optional<InferenceCounts> inferenceCounts() throws InterruptedException {
    return inference.isPresent()
        ? Optional.of(new InferenceCounts(inference.get().counts()))
        : Optional.empty();
  }

  /**
   * Lets the jobs behind the features work off all of them and end.
   *
   * @return what inference counted
   */
  Optional<InferenceCounts> workOff(String kafka) throws Exception {
    Optional<InferenceCounts> scored = Optional.empty();
    if (inference.isPresent()) {
      inference.get().workOff(kafka, List.of(Topics.FEATURES));
      scored = Optional.of(new InferenceCounts(inference.get().drain()));
    }
    for (JobRun job : Stream.of(learning, drift).flatMap(Optional::stream).toList()) {
      job.workOff(kafka, List.of(Topics.PREDICTIONS, Topics.OUTCOMES));
      job.drain();
    }
    return scored;
  }
}
