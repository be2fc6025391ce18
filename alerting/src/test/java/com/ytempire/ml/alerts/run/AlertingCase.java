package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.channel.SlackChannel;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.source.MetricSources;
import com.ytempire.ml.alerts.store.AlertHistory;
import com.ytempire.ml.alerts.store.AlertHistory.SentNotification;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.alerts.testing.Answered;
import com.ytempire.ml.alerts.testing.MovingClock;
import com.ytempire.ml.alerts.testing.WireServer;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rules, a real database, and a Slack of its own for tests. */
abstract class AlertingCase {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  static final Duration MINUTE = Duration.ofMinutes(1);
  static final String RULES =
      """
      alerts:
        - name: high_latency
          condition: latency_p95 > 200ms
          severity: warning
          notification: slack
          window: 1m
      """;

  @TempDir Path folder;

  final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T08:00:00Z"));
  final WireServer slack = new WireServer();
  DataSource database;
  Answered answered;
  UUID version;

  @BeforeEach
  void prepare() throws SQLException {
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE alerts, alert_incidents, alert_notifications, alert_silences, alert_checks,"
              + " retraining_triggers, model_predictions, model_performance_metrics, ml_models CASCADE");
      statement.execute("UPDATE alert_evaluator SET holder = NULL, renewed_at = '-infinity'");
    }
    answered = new Answered(database);
    version = answered.version("trend_predictor", "1.2.3");
  }

  @AfterEach
  void stop() {
    slack.close();
  }

  void minuteWith(int millis) throws SQLException {
    clock.advance(MINUTE);
    answered.slow(version, 20, millis, clock.instant().minusSeconds(1));
  }

  void loseLease() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE alert_evaluator SET renewed_at = now() - interval '1 hour'");
    }
  }

  List<SentNotification> notifications() {
    return new AlertHistory(database).notifications(Optional.empty(), 100);
  }

  /** The texts that Slack shows, in the order of arrival. */
  List<String> titles() {
    return slack.bodies().stream()
        .map(body -> body.substring("{\"text\":\"".length(), body.indexOf("\",\"blocks\"")))
        .toList();
  }

  Evaluator evaluator(String holder, String rules) throws IOException {
    return evaluator(Evaluator.Options.of(holder, MINUTE, Set.of()), rules);
  }

  Evaluator evaluator(Evaluator.Options options, String rules) throws IOException {
    Path file = Files.writeString(folder.resolve("alerts.yaml"), rules);
    return new Evaluator(
        AlertRules.load(file),
        MetricSources.of(database, "here", clock),
        new AlertStore(database),
        options,
        clock,
        UUID::randomUUID);
  }

  Delivery delivery() {
    Channel channel = new SlackChannel(new Secret(slack.address().toString()), "ytempire", clock);
    return new Delivery(new Outbox(database), channel, Backoff.usual(new Random(1)), clock);
  }
}
