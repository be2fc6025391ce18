package com.ytempire.ml.api.training;

import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Makes the store of trainings. */
@Factory
final class TrainingBeans {

  @Singleton
  TrainingJobs jobs(DataSource database) {
    return new PostgresTrainingJobs(database);
  }
}
