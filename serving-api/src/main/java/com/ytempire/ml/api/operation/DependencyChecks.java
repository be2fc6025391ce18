package com.ytempire.ml.api.operation;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.ModelEngines;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/** Asks each thing that answers depend on whether it is there. Calls block. */
final class DependencyChecks {
  static final String FEATURES = "features";
  static final String MODELS = "models";

  private static final int VALID_SECONDS = 1;

  /** An entity that nobody has: what matters is that somebody answers. */
  private static final String NOBODY = "readiness";

  private final Map<String, Callable<Boolean>> checks;

  DependencyChecks(
      PlatformSettings settings,
      FeaturePlan plan,
      DataSource database,
      RedisClient redis,
      OnlineFeatureStore features,
      ModelRegistry registry,
      ModelEngines engines) {
    this.checks =
        Map.of(
            "postgres",
            () -> answers(database),
            "redis",
            () -> "PONG".equals(redis.ping()),
            "kafka",
            () -> oneAnswers(settings.kafka().bootstrapServers()),
            FEATURES,
            () -> answers(features, plan),
            MODELS,
            () -> isReady(registry, engines));
  }

  Map<String, Callable<Boolean>> all() {
    return checks;
  }

  private static boolean answers(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(VALID_SECONDS);
    }
  }

  private static boolean answers(OnlineFeatureStore features, FeaturePlan plan) {
    var entity = new EntityKey(plan.videoSchema().entityType(), NOBODY);
    return features.read(entity, plan.videoSchema().columns()).entity().equals(entity);
  }

  private static boolean isReady(ModelRegistry registry, ModelEngines engines) {
    return !engines.loaded().isEmpty()
        || registry.list(Optional.empty()).stream()
            .anyMatch(version -> version.status() == ModelStatus.ACTIVE);
  }

  private static boolean oneAnswers(String bootstrapServers) throws IOException {
    IOException last = new IOException("no server is named");
    for (String server : List.of(bootstrapServers.split(",", -1))) {
      int colon = server.lastIndexOf(':');
      String host = server.substring(0, colon).trim();
      int port = Integer.parseInt(server.substring(colon + 1).trim());
      try {
        BrokerQuestion.ask(host, port);
        return true;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
