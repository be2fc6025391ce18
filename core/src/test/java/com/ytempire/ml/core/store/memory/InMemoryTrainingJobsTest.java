package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.TrainingJobsContract;

final class InMemoryTrainingJobsTest extends TrainingJobsContract {
  private final TrainingJobs jobs = new InMemoryTrainingJobs();

  @Override
  protected TrainingJobs jobs() {
    return jobs;
  }
}
