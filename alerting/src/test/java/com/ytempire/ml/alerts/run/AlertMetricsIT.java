package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.store.AlertStore;
import com.ytempire.ml.alerts.store.RuleCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Rules over what a real database tells of costs, retrainings and answers. */
class AlertMetricsIT extends AlertingCase {

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
                condition: cost_per_video > $1
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
    assertThat(store.checks().get(1).detail()).isEqualTo("nothing measures cost_per_video yet");

    answered.judged(version, 1, true, clock.instant().minusSeconds(60));
    clock.advance(Duration.ofMinutes(6));
    evaluator.look();

    assertThat(store.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state().value()).isEqualTo("accuracy = 1 %"));
  }

  @Test
  void tellsOfInputsAndAnswersThatMoved() throws Exception {
    Evaluator evaluator =
        evaluator(
            "one",
            """
            alerts:
              - name: inputs
                condition: feature_drift > 0.3
                notification: slack
              - name: answers
                condition: prediction_drift > 0.1
                notification: slack
            """);
    evaluator.look();
    assertThat(check()).isEqualTo("no window was judged in the last 9 days");

    verdict("feature", "views", 0.9, Duration.ofDays(10));
    verdict("feature", "views", 0.25, Duration.ofDays(2));
    verdict("prediction", "viral_probability", 0.15, Duration.ofDays(2));
    clock.advance(Duration.ofSeconds(1));
    evaluator.look();
    delivery().deliver();

    assertThat(new AlertStore(database).checks())
        .extracting(RuleCheck::detail)
        .contains("feature_drift = 0.25", "prediction_drift = 0.15");
    assertThat(titles()).singleElement().asString().contains("answers fires");
  }

  private void verdict(String kind, String feature, double statistic, Duration ago)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO drift_verdicts (model_name, version, slice, window_kind, window_start,
                    window_end, kind, feature, window_verdict, verdict, test, statistic, threshold,
                    p_value, p_corrected, p_discovery, significance, false_alarms_per_day,
                    reference_size, current_size, error_bound, reference_mean, current_mean, shape,
                    reason)
                VALUES ('trend_predictor', '1.2.3', 'all', 'tumbling', ?, ?, ?, ?, 'drift', 'drift',
                    'ks', ?, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'unknown', '')
                """)) {
      OffsetDateTime end = clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
      insert.setObject(1, end.minusDays(1));
      insert.setObject(2, end);
      insert.setString(3, kind);
      insert.setString(4, feature);
      insert.setDouble(5, statistic);
      insert.executeUpdate();
    }
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

  private String check() {
    return new AlertStore(database).checks().get(0).detail();
  }
}
