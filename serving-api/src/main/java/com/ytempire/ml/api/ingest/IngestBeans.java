package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.postgres.PostgresPredictionFeedback;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/** Makes what only this package uses. */
@Factory
class IngestBeans {
  /** Time between giving a record up and the request's deadline. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  @Singleton
  @Bean(preDestroy = "close")
  EventLog eventLog(PlatformSettings settings, OutwardCalls outward) {
    return new KafkaEventLog(
        settings.kafka(),
        outward.to(OutwardCalls.KAFKA),
        settings.models().defaultTimeout().minus(MARGIN));
  }

  @Singleton
  PredictionFeedback feedback(DataSource connections) {
    return new PostgresPredictionFeedback(connections);
  }
}
