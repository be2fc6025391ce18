package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.TrainingJobsContract;
import java.time.Clock;

final class InMemoryTrainingJobsTest extends TrainingJobsContract {
  private final TrainingJobs jobs = new InMemoryTrainingJobs(Clock.systemUTC());

  @Override
  protected TrainingJobs jobs() {
    return jobs;
  }
}
