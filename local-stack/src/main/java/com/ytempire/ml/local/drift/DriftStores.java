package com.ytempire.ml.local.drift;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.store.postgres.PostgresRetrainings;
import com.ytempire.ml.core.store.postgres.PostgresRollouts;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.drift.store.PostgresVerdicts;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.drift.story.RetrainingStories;
import com.ytempire.ml.local.server.MigratedDatabase;
import com.ytempire.ml.local.server.OpenedStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What is kept of drift by the stack that runs on a data folder, or else in the database that the
 * environment names. Connects when first used. Confined to one thread.
 */
public final class DriftStores implements OpenedStores {
  private final PlatformSettings settings;
  private final MigratedDatabase database;

  private DriftStores(PlatformSettings settings) {
    this.settings = settings;
    this.database = new MigratedDatabase(settings.database());
  }

  /**
   * The stores of the stack on the folder, or of the environment's {@code DATABASE_URL}.
   *
   * @throws com.ytempire.ml.local.server.ServerException when there is neither; it says what to do
   * @throws com.ytempire.ml.core.settings.SettingsException when a variable cannot be understood
   */
  public static DriftStores require(Path dataFolder, Map<String, String> environment) {
    return new DriftStores(
        PlatformSettings.from(OpenedStores.requireDatabase(dataFolder, environment)));
  }

  public Verdicts verdicts() {
    return new PostgresVerdicts(database.connections());
  }

  public Retrainings retrainings() {
    return new PostgresRetrainings(database.connections());
  }

  public TrainingJobs trainingJobs() {
    return new PostgresTrainingJobs(database.connections());
  }

  /** What became of triggers. */
  public RetrainingStories stories() {
    DataSource connections = database.connections();
    Clock clock = Clock.systemUTC();
    return new RetrainingStories(
        retrainings(),
        trainingJobs(),
        new PostgresModelRegistry(connections, clock),
        new PostgresRollouts(connections, clock, UUID::randomUUID),
        verdicts());
  }

  @Override
  public DatabaseSettings database() {
    return settings.database();
  }

  @Override
  public void close() {
    database.close();
  }
}
