package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.PredictionLog;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Makes the journal of the service. */
@Factory
final class JournalBeans {

  /**
   * The journal, closed with the service.
   *
   * @throws IOException when its folder cannot be used
   */
  @Singleton
  @Bean(preDestroy = "close")
  PredictionJournal journal(PlatformSettings settings, PredictionLog log, Clock clock)
      throws IOException {
    Path folder = Path.of(settings.rollouts().journalDir());
    return PredictionJournal.open(JournalSettings.in(folder), log, clock, UUID::randomUUID);
  }
}
