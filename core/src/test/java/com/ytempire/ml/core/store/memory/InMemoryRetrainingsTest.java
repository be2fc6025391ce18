package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.RetrainingsContract;
import com.ytempire.ml.core.store.TrainingJobs;
import java.time.Clock;

class InMemoryRetrainingsTest extends RetrainingsContract {
  private final TrainingJobs jobs = new InMemoryTrainingJobs(Clock.systemUTC());
  private final Retrainings retrainings = new InMemoryRetrainings(jobs, Clock.systemUTC());

  @Override
  protected Retrainings retrainings() {
    return retrainings;
  }

  @Override
  protected TrainingJobs jobs() {
    return jobs;
  }
}
