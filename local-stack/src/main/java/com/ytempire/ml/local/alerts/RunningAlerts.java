package com.ytempire.ml.local.alerts;

import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.run.Alerting;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;

/** Alerts in this process, with lines for the user. */
public final class RunningAlerts {
  private RunningAlerts() {}

  /**
   * Brings the database to the platform's schema and starts.
   *
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when the database does not answer
   */
  public static Alerting start(
      AlertRules rules, PlatformSettings settings, PrintWriter console, Clock clock) {
    try (HikariDataSource connections = PostgresConnections.pool(settings.database(), 2)) {
      DatabaseSchema.migrate(connections);
    }
    Alerting alerting = Alerting.start(rules, settings, clock);
    line(console, "watching", "%d rules of %s".formatted(rules.rules().size(), rules.fileName()));
    alerting.warnings().forEach(warning -> line(console, "warning", warning));
    return alerting;
  }

  private static void line(PrintWriter console, String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", "alerts", event, detail).stripTrailing());
    console.flush();
  }
}
