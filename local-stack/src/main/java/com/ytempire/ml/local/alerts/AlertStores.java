package com.ytempire.ml.local.alerts;

import com.ytempire.ml.alerts.store.AlertHistory;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.postgres.PostgresAuditLog;
import com.ytempire.ml.local.server.MigratedDatabase;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The alerts of the stack that runs on a data folder, or else those of the database that the
 * environment names. Connects when first used. Confined to one thread.
 */
public final class AlertStores implements OpenedStores {
  private final PlatformSettings settings;
  private final MigratedDatabase database;

  private AlertStores(PlatformSettings settings) {
    this.settings = settings;
    this.database = new MigratedDatabase(settings.database());
  }

  /**
   * The alerts of the stack on the folder, or of the environment's {@code DATABASE_URL}.
   *
   * @throws ServerException when there is neither; it says what to do
   * @throws com.ytempire.ml.core.settings.SettingsException when a variable cannot be understood
   */
  public static AlertStores require(Path dataFolder, Map<String, String> environment) {
    return new AlertStores(
        PlatformSettings.from(OpenedStores.requireDatabase(dataFolder, environment)));
  }

  public PlatformSettings settings() {
    return settings;
  }

  public AlertStore alerts() {
    return new AlertStore(database.connections());
  }

  public AlertHistory history() {
    return new AlertHistory(database.connections());
  }

  public Outbox outbox() {
    return new Outbox(database.connections());
  }

  public AuditLog audit() {
    return new PostgresAuditLog(database.connections());
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
