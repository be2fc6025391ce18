package com.ytempire.ml.drift.story;

import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryRetrainings;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import com.ytempire.ml.core.store.memory.InMemoryTrainingJobs;
import com.ytempire.ml.drift.store.InMemoryVerdicts;
import java.time.Clock;
import java.util.UUID;

class RetrainingStoriesTest extends RetrainingStoriesContract {
  @Override
  MadeUpRetraining of(String model) {
    return inMemory(model);
  }

  static MadeUpRetraining inMemory(String model) {
    Clock clock = Clock.systemUTC();
    var jobs = new InMemoryTrainingJobs(clock);
    var registry = new InMemoryModelRegistry(clock);
    return new MadeUpRetraining(
        model,
        new InMemoryRetrainings(jobs, clock),
        jobs,
        registry,
        new InMemoryRollouts(registry, clock, UUID::randomUUID),
        new InMemoryVerdicts());
  }
}
