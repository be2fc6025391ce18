package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.PredictionLog;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Makes the journal of the service. */
@Factory
final class JournalBeans {

  /**
   * The journal, from the start to the end of the service: what an earlier process left is written
   * without a request.
   *
   * @throws IOException when its folder cannot be used
   */
  @Context
  @Bean(preDestroy = "close")
  PredictionJournal journal(
      PlatformSettings settings, PredictionLog log, PrometheusRegistry metrics, Clock clock)
      throws IOException {
    Path folder = Path.of(settings.rollouts().journalDir());
    PredictionJournal journal =
        PredictionJournal.open(JournalSettings.in(folder), log, clock, UUID::randomUUID);
    JournalMetrics.register(metrics, journal);
    return journal;
  }
}
