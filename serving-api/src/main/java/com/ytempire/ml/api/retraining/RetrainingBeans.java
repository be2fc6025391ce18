package com.ytempire.ml.api.retraining;

import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.PostgresRetrainings;
import com.ytempire.ml.drift.store.PostgresVerdicts;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.story.RetrainingStories;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Makes what stories are told from. */
@Factory
final class RetrainingBeans {

  @Singleton
  Retrainings retrainings(DataSource database) {
    return new PostgresRetrainings(database);
  }

  @Singleton
  Verdicts verdicts(DataSource database) {
    return new PostgresVerdicts(database);
  }

  @Singleton
  RetrainingStories stories(
      Retrainings retrainings,
      TrainingJobs jobs,
      ModelRegistry registry,
      Rollouts rollouts,
      Verdicts verdicts) {
    return new RetrainingStories(retrainings, jobs, registry, rollouts, verdicts);
  }
}
