package com.ytempire.ml.api.routing;

import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.postgres.PostgresDecisionOutbox;
import com.ytempire.ml.core.store.postgres.PostgresPredictionStatistics;
import com.ytempire.ml.core.store.postgres.PostgresRollouts;
import com.ytempire.ml.inference.engine.ModelEngines;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/** Makes the router and what it asks. */
@Factory
final class RoutingBeans {

  @Singleton
  Rollouts rollouts(DataSource database, Clock clock) {
    return new PostgresRollouts(database, clock, UUID::randomUUID);
  }

  @Singleton
  DecisionOutbox outbox(DataSource database, Clock clock) {
    return new PostgresDecisionOutbox(database, clock);
  }

  @Singleton
  PredictionStatistics statistics(DataSource database, Clock clock) {
    return new PostgresPredictionStatistics(database, clock);
  }

  @Singleton
  ActiveVersions activeVersions(RedisClient redis) {
    return new RedisActiveVersions(redis);
  }

  /** The router, which loads what trends are predicted with before the first request. */
  @Context
  @Bean(preDestroy = "close")
  ModelRouter router(
      PlatformSettings settings,
      ModelEngines engines,
      ModelRegistry registry,
      Rollouts rollouts,
      ActiveVersions memory,
      PredictionJournal journal,
      Clock clock) {
    var pinned = new PinnedVersions(settings.models(), settings.objects());
    var versions = new WantedVersions(registry, rollouts, memory, pinned);
    var router = new ModelRouter(engines, versions, journal, settings.rollouts().poll(), clock);
    router.prepare(PinnedVersions.MODEL);
    return router;
  }
}
