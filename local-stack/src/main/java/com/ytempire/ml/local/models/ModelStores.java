package com.ytempire.ml.local.models;

import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.rollout.ManualRollouts;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresPredictionStatistics;
import com.ytempire.ml.core.store.postgres.PostgresRollouts;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * The registry and the repository of models: those of the stack that runs on a data folder, or else
 * those that the environment names. Connects when first used. Confined to one thread.
 */
public final class ModelStores implements OpenedStores {
  private static final String REPOSITORY = "MODEL_REGISTRY_PATH";
  private static final int CONNECTIONS = 2;

  private final PlatformSettings settings;
  private final Clock clock;
  private final ModelRepository repository;
  private final HikariDataSource connections;

  private ModelStores(PlatformSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.repository = ModelRepository.open(settings.models().registryPath(), settings.objects());
    this.connections = PostgresConnections.pool(settings.database(), CONNECTIONS);
  }

  /**
   * The stores of the stack on the folder, or of the environment's {@code DATABASE_URL}. Models are
   * where {@code MODEL_REGISTRY_PATH} says, or in the folder's {@code registry}.
   *
   * @throws ServerException when there are none; it says what to do
   * @throws com.ytempire.ml.core.settings.SettingsException when a variable cannot be understood
   */
  public static ModelStores require(Path dataFolder, Map<String, String> environment, Clock clock) {
    Map<String, String> variables = OpenedStores.requireDatabase(dataFolder, environment);
    if (variables.getOrDefault(REPOSITORY, "").isBlank()) {
      variables.put(REPOSITORY, dataFolder.resolve("registry").toString());
    }
    return new ModelStores(PlatformSettings.from(variables), clock);
  }

  public ModelRepository repository() {
    return repository;
  }

  /** The same repository once more; the caller closes it. */
  public ModelRepository openRepository() {
    return ModelRepository.open(settings.models().registryPath(), settings.objects());
  }

  public ModelRegistry registry() {
    return new PostgresModelRegistry(connections, clock);
  }

  /** Trainings that were asked for; the database has the platform's schema afterwards. */
  public TrainingJobs trainingJobs() {
    DatabaseSchema.migrate(connections);
    return new PostgresTrainingJobs(connections);
  }

  /** What versions did; the database has the platform's schema afterwards. */
  public PredictionStatistics statistics() {
    DatabaseSchema.migrate(connections);
    return new PostgresPredictionStatistics(connections, clock);
  }

  /** Versions on their way into traffic; the database has the platform's schema afterwards. */
  public Rollouts rollouts() {
    DatabaseSchema.migrate(connections);
    return new PostgresRollouts(connections, clock, UUID::randomUUID);
  }

  /** What is known of canaries, by the rules of the environment. */
  public Canaries canaries() {
    return new Canaries(registry(), rollouts(), statistics(), clock, settings.rollouts().canary());
  }

  /** Decides as the service does for its callers. */
  public ManualRollouts manual() {
    return new ManualRollouts(registry(), rollouts(), canaries());
  }

  /** Writes to both; the database has the platform's schema afterwards. */
  public ModelPublisher publisher() {
    DatabaseSchema.migrate(connections);
    return new ModelPublisher(repository, registry(), clock, UUID::randomUUID);
  }

  @Override
  public DatabaseSettings database() {
    return settings.database();
  }

  @Override
  public void close() {
    repository.close();
    connections.close();
  }
}
