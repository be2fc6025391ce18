package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.channel.SlackChannel;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.source.MetricSources;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.alerts.state.Phase;
import com.ytempire.ml.alerts.store.AlertHistory;
import com.ytempire.ml.alerts.store.AlertHistory.SentNotification;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.Changes;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.alerts.store.Silence;
import com.ytempire.ml.alerts.store.Unset;
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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a file of rules over metrics of a real database to what arrives on the wire. */
class AlertingIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String RULES =
      """
      alerts:
        - name: high_latency
          condition: latency_p95 > 200ms
          severity: warning
          notification: slack
          window: 1m
      """;

  @TempDir private Path folder;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final WireServer slack = new WireServer();
  private DataSource database;
  private Answered answered;
  private UUID version;

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

  @Test
  void flappingMetricGivesOneNotificationAndOneResolve() throws Exception {
    Evaluator evaluator = evaluator("one", RULES);
    Delivery delivery = delivery();

    for (char reading : "x.x.x..x...x.x....x......".toCharArray()) {
      minuteWith(reading == 'x' ? 350 : 50);
      assertThat(evaluator.look()).isTrue();
      delivery.deliver();
    }

    assertThat(slack.bodies()).hasSize(2);
    assertThat(slack.bodies().get(0))
        .contains("WARNING: high_latency fires (model=trend_predictor, version=1.2.3)")
        .contains("latency_p95 = 350 ms");
    assertThat(slack.bodies().get(1)).contains("RESOLVED: high_latency is over");
    assertThat(new AlertHistory(database).incidents(Optional.empty(), 10))
        .singleElement()
        .satisfies(
            incident ->
                assertThat(Duration.between(incident.firedAt(), incident.resolvedAt()))
                    .isEqualTo(Duration.ofMinutes(24)));
  }

  @Test
  void deadSlackEndpointLosesNothing() throws Exception {
    Evaluator evaluator =
        evaluator("one", RULES.replace("window: 1m", "window: 1m\n    resolve_after: 1m"));
    Delivery delivery = delivery();
    UUID other = answered.version("title_scorer", "0.1.0");

    slack.stop();
    for (int millis : new int[] {350, 50, 50, 400}) {
      minuteWith(millis);
      answered.slow(other, 20, millis == 400 ? 50 : 300, clock.instant().minusSeconds(1));
      evaluator.look();
      delivery.deliver();
    }
    assertThat(slack.bodies()).isEmpty();
    assertThat(notifications()).extracting(SentNotification::state).containsOnly("waiting");
    assertThat(notifications())
        .filteredOn(one -> one.attempts() > 0)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.lastError()).isEqualTo("no answer: ConnectException"));

    slack.startAgain();
    slack.answerOnce(WireServer.Answer.of(503));
    slack.answerOnce(new WireServer.Answer(429, "slow down", Map.of("Retry-After", "600")));
    int looks = 0;
    while (notifications().stream().anyMatch(one -> one.state().equals("waiting"))) {
      assertThat(looks++).as("looks until all is delivered").isLessThan(10);
      clock.advance(Duration.ofMinutes(5));
      delivery().deliver();
    }

    // Each once, and those of one alert in their order.
    assertThat(titles())
        .containsExactlyInAnyOrder(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=title_scorer, version=0.1.0)")
        .containsSubsequence(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)");
    assertThat(notifications())
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo("delivered");
              assertThat(one.deliveredAt()).isNotNull();
            });
  }

  @Test
  void killedProcessIsFollowedByOneThatTellsNothingTwice() throws Exception {
    minuteWith(350);
    evaluator("killed", RULES).look();
    delivery().deliver();

    // Nobody has given the right to evaluate back.
    Evaluator next = evaluator("next", RULES);
    assertThat(next.look()).isFalse();
    loseLease();
    for (int millis : new int[] {350, 50, 50, 50, 50, 50, 50}) {
      minuteWith(millis);
      assertThat(next.look()).isTrue();
      delivery().deliver();
    }

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)");
  }

  @Test
  void whoWasHeldUpForTooLongWritesNothing() throws Exception {
    var store = new AlertStore(database);
    assertThat(store.claim("slow", MINUTE)).isTrue();
    loseLease();
    assertThat(store.claim("quick", MINUTE)).isTrue();

    boolean evaluated =
        store.evaluate(
            "slow",
            MINUTE,
            clock.instant(),
            new Unset(Set.of()),
            before -> new Changes(List.of(), List.of(), List.of(), List.of()));

    assertThat(evaluated).isFalse();
    store.release("quick");
    assertThat(store.claim("slow", MINUTE)).isTrue();
  }

  @Test
  void handsOutEachNotificationOnceAndThoseOfAnAlertInTheirOrder() throws Exception {
    Evaluator evaluator = evaluator("one", RULES + "    resolve_after: 1m\n");
    for (int millis : new int[] {350, 50, 50}) {
      minuteWith(millis);
      evaluator.look();
    }
    var outbox = new Outbox(database);

    var first = outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE);
    var second = outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE);

    assertThat(first.map(taken -> taken.notification().kind())).contains(NoticeKind.FIRED);
    assertThat(second).isEmpty();
    outbox.delivered(first.orElseThrow().notification().id(), clock.instant());
    assertThat(outbox.take(ChannelKind.SLACK, clock.instant(), MINUTE))
        .map(taken -> taken.notification().kind())
        .contains(NoticeKind.RESOLVED);
    // Whoever took it died.
    assertThat(outbox.take(ChannelKind.SLACK, clock.instant().plus(MINUTE), MINUTE))
        .map(Outbox.Taken::attempts)
        .contains(1);
  }

  @Test
  void addsNoReminderToWhatStillWaits() throws Exception {
    slack.stop();
    Evaluator evaluator = evaluator("one", RULES + "    repeat_every: 1m\n");
    for (int minute = 0; minute < 5; minute++) {
      minuteWith(350);
      evaluator.look();
    }
    assertThat(notifications()).extracting(SentNotification::kind).containsExactly("fired");

    slack.startAgain();
    delivery().deliver();
    minuteWith(350);
    evaluator.look();
    delivery().deliver();

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "WARNING: high_latency still fires (model=trend_predictor, version=1.2.3)");
  }

  @Test
  void keepsWhatCannotBeToldUntilTheChannelIsSetUp() throws Exception {
    minuteWith(350);
    var options = Evaluator.Options.of("one", MINUTE, Set.of(ChannelKind.SLACK));
    evaluator(options, RULES).look();
    assertThat(delivery().deliver()).isZero();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError()).isEqualTo("not set up: set SLACK_WEBHOOK_URL");
            });

    assertThat(new Outbox(database).revive(Set.of(ChannelKind.SLACK), clock.instant())).isOne();
    delivery().deliver();

    assertThat(titles()).hasSize(1);
  }

  @Test
  void showsARefusedNotificationAndDoesNotRepeatIt() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    slack.answerOnce(new WireServer.Answer(404, "no_service", Map.of()));
    delivery().deliver();
    clock.advance(Duration.ofHours(1));
    delivery().deliver();

    assertThat(slack.bodies()).isEmpty();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError()).isEqualTo("status 404: no_service");
            });
  }

  @Test
  void givesUpAfterThreeDaysAndSaysSo() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    slack.stop();
    delivery().deliver();
    clock.advance(Outbox.GIVEN_UP_AFTER.plusSeconds(1));

    assertThat(new Outbox(database).giveUp(clock.instant())).isOne();

    assertThat(notifications())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo("failed");
              assertThat(one.lastError())
                  .isEqualTo("given up after 3 days: no answer: ConnectException");
            });
  }

  @Test
  void silenceOfSomebodyHoldsUntilItEnds() throws Exception {
    var store = new AlertStore(database);
    Instant now = clock.instant();
    store.silence(
        new Silence(
            UUID.randomUUID(), "high_latency", now, now.plus(Duration.ofMinutes(3)), null, "me"));
    Evaluator evaluator = evaluator("one", RULES);
    for (int minute = 0; minute < 2; minute++) {
      minuteWith(350);
      evaluator.look();
      delivery().deliver();
    }
    assertThat(slack.bodies()).isEmpty();
    assertThat(store.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state().phase()).isEqualTo(Phase.FIRING));

    minuteWith(350);
    evaluator.look();
    delivery().deliver();

    assertThat(slack.bodies()).hasSize(1);
  }

  @Test
  void addsUpRealCostsAndFiresAboveTheBudget() throws Exception {
    Evaluator evaluator =
        evaluator(
            "one",
            """
            alerts:
              - name: api_cost_spike
                condition: hourly_cost > $50
                severity: critical
                notification: slack
            """);
    answered.paid(version, 49, "1.00", clock.instant().minusSeconds(60));
    answered.paid(version, 5, "1.00", clock.instant().minusSeconds(3700));
    evaluator.look();
    assertThat(check()).isEqualTo("hourly_cost = $49.00");

    answered.paid(version, 1, "1.50", clock.instant().minusSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    evaluator.look();
    delivery().deliver();

    assertThat(slack.bodies())
        .singleElement()
        .satisfies(
            body ->
                assertThat(body)
                    .contains("CRITICAL: api_cost_spike fires", "hourly_cost = $50.50"));
  }

  @Test
  void tellsOfARetrainingThatDriftAskedFor() throws Exception {
    Evaluator evaluator =
        evaluator(
            "one",
            """
            alerts:
              - name: retraining
                condition: retrainings > 0
                severity: info
                notification: slack
            """);
    evaluator.look();
    assertThat(check()).isEqualTo("retrainings = 0");

    trigger("cooling_down");
    trigger("started");
    clock.advance(Duration.ofSeconds(1));
    evaluator.look();
    delivery().deliver();

    assertThat(titles())
        .containsExactly("INFO: retraining fires (model=trend_predictor, version=1.2.3)");
    assertThat(check()).isEqualTo("retrainings = 1");
  }

  private void trigger(String state) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO retraining_triggers (id, model_name, version, since, triggered_at,"
                    + " reason, evidence, state, note, created_at)"
                    + " VALUES (gen_random_uuid(), 'trend_predictor', '1.2.3', ?, ?, 'views drifted',"
                    + " '{}', ?, '', ?)")) {
      OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
      insert.setObject(1, now);
      insert.setObject(2, now);
      insert.setString(3, state);
      insert.setObject(4, now);
      insert.executeUpdate();
    }
  }

  @Test
  void tooFewAnswersAndMetricsThatNobodyMeasuresFireNothing() throws Exception {
    Evaluator evaluator =
        evaluator(
            "one",
            """
            alerts:
              - name: accuracy
                condition: accuracy < 0.80
                notification: slack
              - name: drift
                condition: prediction_drift > 0.1
                notification: slack
              - name: gpu
                condition: gpu_memory_used > 1% and latency_p95 > 1ms
                notification: slack
            """);
    answered.judged(version, 99, false, clock.instant().minusSeconds(60));
    evaluator.look();

    var store = new AlertStore(database);
    assertThat(store.alerts()).isEmpty();
    assertThat(store.checks())
        .allSatisfy(check -> assertThat(check.truth()).isEqualTo(Truth.NO_DATA));
    assertThat(store.checks().get(0).detail())
        .isEqualTo("accuracy: no data (0 % of 99 samples, 100 needed)");
    assertThat(store.checks().get(1).detail()).isEqualTo("nothing measures prediction_drift yet");

    answered.judged(version, 1, true, clock.instant().minusSeconds(60));
    clock.advance(Duration.ofMinutes(6));
    evaluator.look();

    assertThat(store.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state().value()).isEqualTo("accuracy = 1 %"));
  }

  @Test
  void endsTheAlertOfARuleThatIsTakenOut() throws Exception {
    minuteWith(350);
    evaluator("one", RULES).look();
    minuteWith(350);
    evaluator("one", "alerts: []\n").look();
    delivery().deliver();

    assertThat(titles())
        .containsExactly(
            "WARNING: high_latency fires (model=trend_predictor, version=1.2.3)",
            "RESOLVED: high_latency is over (model=trend_predictor, version=1.2.3)");
    assertThat(new AlertStore(database).checks()).isEmpty();
  }

  private void minuteWith(int millis) throws SQLException {
    clock.advance(MINUTE);
    answered.slow(version, 20, millis, clock.instant().minusSeconds(1));
  }

  private void loseLease() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE alert_evaluator SET renewed_at = now() - interval '1 hour'");
    }
  }

  private String check() {
    return new AlertStore(database).checks().get(0).detail();
  }

  private List<SentNotification> notifications() {
    return new AlertHistory(database).notifications(Optional.empty(), 100);
  }

  /** The texts that Slack shows, in the order of arrival. */
  private List<String> titles() {
    return slack.bodies().stream()
        .map(body -> body.substring("{\"text\":\"".length(), body.indexOf("\",\"blocks\"")))
        .toList();
  }

  private Evaluator evaluator(String holder, String rules) throws IOException {
    return evaluator(Evaluator.Options.of(holder, MINUTE, Set.of()), rules);
  }

  private Evaluator evaluator(Evaluator.Options options, String rules) throws IOException {
    Path file = Files.writeString(folder.resolve("alerts.yaml"), rules);
    return new Evaluator(
        AlertRules.load(file),
        MetricSources.of(database, "here", clock),
        new AlertStore(database),
        options,
        clock,
        UUID::randomUUID);
  }

  private Delivery delivery() {
    Channel channel = new SlackChannel(new Secret(slack.address().toString()), "ytempire", clock);
    return new Delivery(new Outbox(database), channel, Backoff.usual(new Random(1)), clock);
  }
}
