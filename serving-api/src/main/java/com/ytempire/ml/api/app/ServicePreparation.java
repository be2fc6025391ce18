package com.ytempire.ml.api.app;

import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureRegistry;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service that is started by itself needs to know before it can start. */
public final class ServicePreparation {
  /** A migration holds two at a time. */
  private static final int CONNECTIONS = 2;

  private ServicePreparation() {}

  /**
   * Reads settings and files, brings the database to the platform's schema, and looks up the
   * versions under which features are stored.
   *
   * @param environment variables such as {@code System.getenv()}
   * @param features file of feature definitions
   * @param models file of how models are run
   * @throws com.ytempire.ml.core.settings.SettingsException naming every wrong variable
   * @throws com.ytempire.ml.core.config.ConfigFileException naming every mistake in a file
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when Postgres does not answer
   */
  public static ServiceOptions prepare(
      Map<String, String> environment, Path features, Path models, Clock clock) throws IOException {
    PlatformSettings settings = PlatformSettings.from(environment);
    FeaturePlan plan = FeaturePlan.load(features);
    EngineSettings engines = EngineSettings.of(settings, ModelsFile.load(models));
    try (var connections = PostgresConnections.pool(settings.database(), CONNECTIONS)) {
      var unused = DatabaseSchema.migrate(connections);
      FeatureRegistry registry = new PostgresFeatureRegistry(connections, clock);
      Map<String, Integer> versions =
          registry.register(plan.registrations()).stream()
              .collect(Collectors.toMap(known -> known.definition().name(), Registered::version));
      return ServiceOptions.of(settings, plan.withVersions(versions), engines).withClock(clock);
    }
  }
}
