package com.ytempire.ml.local.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.jobs.inference.InferenceJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Sees to it that some version of the trend predictor is active. */
final class ModelPreparation {
  private ModelPreparation() {}

  /**
   * Finds the active version; where there is none, publishes, registers and activates the starter
   * model. The database has its schema.
   *
   * @return the version that answers first
   */
  static ModelRef prepare(PlatformSettings settings, Clock clock, PrintWriter console)
      throws IOException {
    try (var connections = PostgresConnections.pool(settings.database(), 1)) {
      var registry = new PostgresModelRegistry(connections, clock);
      Optional<ModelVersion> active = registry.active(InferenceJob.MODEL);
      ModelVersion version =
          active.isPresent() ? active.get() : activateStarter(settings, registry, clock);
      console.printf(
          "  %-10s %-16s %s%n",
          "model", active.isPresent() ? "active" : "made active", version.path());
      console.flush();
      return version.ref();
    }
  }

  private static ModelVersion activateStarter(
      PlatformSettings settings, ModelRegistry registry, Clock clock) throws IOException {
    try (ModelRepository repository =
        ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      var publisher = new ModelPublisher(repository, registry, clock, UUID::randomUUID);
      return publisher.activate(StarterModel.publishTo(repository).ref(), "ytempire");
    }
  }
}
