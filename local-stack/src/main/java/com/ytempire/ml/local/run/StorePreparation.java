package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureRegistry;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.PrintWriter;
import java.time.Clock;

/** Brings the database to the platform's schema and makes the feature definitions known to it. */
final class StorePreparation {
  private StorePreparation() {}

  /**
   * Migrates and registers, and lets Flink write to S3 where the offline store is there.
   *
   * @return the plan with the versions under which its features are stored
   */
  static FeaturePlan prepare(
      PlatformSettings settings, FeaturePlan plan, Clock clock, PrintWriter console) {
    if (S3Folder.isAddress(settings.features().offlinePath())) {
      ObjectFiles.use(settings.objects());
    }
    try (var connections = PostgresConnections.pool(settings.database(), 2)) {
      boolean vector = DatabaseSchema.migrate(connections);
      console.printf(
          "  %-10s %-16s %s%n",
          "schema", "ready", vector ? "with vector search" : "without vector search");
      console.flush();
      var registered =
          new PostgresFeatureRegistry(connections, clock).register(plan.registrations());
      return plan.withVersions(
          registered.stream()
              .collect(
                  java.util.stream.Collectors.toMap(
                      known -> known.definition().name(), FeatureRegistry.Registered::version)));
    }
  }
}
