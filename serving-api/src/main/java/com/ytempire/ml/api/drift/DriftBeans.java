package com.ytempire.ml.api.drift;

import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.postgres.PostgresDriftScores;
import com.ytempire.ml.drift.report.DriftReports;
import com.ytempire.ml.drift.store.Verdicts;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Makes what reads verdicts. */
@Factory
final class DriftBeans {
  /** Some 10 MB; ten days of windows that end each hour. */
  private static final int MOST_VERDICTS = 20_000;

  @Singleton
  DriftScores scores(DataSource database) {
    return new PostgresDriftScores(database);
  }

  @Singleton
  DriftReports reports(Verdicts verdicts, Retrainings retrainings) {
    return new DriftReports(verdicts, retrainings, MOST_VERDICTS);
  }
}
