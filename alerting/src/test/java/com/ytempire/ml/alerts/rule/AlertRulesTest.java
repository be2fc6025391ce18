package com.ytempire.ml.alerts.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.rule.Condition.Comparison;
import com.ytempire.ml.alerts.rule.Condition.Operator;
import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesTest {
  private static final Duration MOMENT = Duration.ofMinutes(5);

  @Test
  void readsTheShippedFile() throws IOException {
    AlertRules rules =
        AlertRules.load(Path.of(System.getProperty("ytempire.home"), "config", "alerts.yaml"));

    assertThat(rules.rules())
        .extracting(AlertRule::name, AlertRule::condition, AlertRule::severity, AlertRule::channels)
        .containsExactly(
            rule("high_latency", latencyAbove(0.2), Severity.WARNING, ChannelKind.SLACK),
            rule(
                "model_accuracy_drop",
                new Comparison(
                    new MetricQuery(Metric.ACCURACY, Dimension.SHARE, Duration.ofHours(24), null),
                    100,
                    Operator.BELOW,
                    0.8),
                Severity.CRITICAL,
                ChannelKind.PAGERDUTY),
            rule(
                "gpu_memory_high",
                instant(Metric.GPU_MEMORY_USED, Dimension.SHARE, 0.9),
                Severity.WARNING,
                ChannelKind.EMAIL),
            rule(
                "api_cost_spike",
                instant(Metric.HOURLY_COST, Dimension.MONEY, 50),
                Severity.CRITICAL,
                ChannelKind.SLACK,
                ChannelKind.EMAIL));
    assertThat(rules.rules().get(0).timing())
        .isEqualTo(new Timing(Duration.ZERO, Duration.ofMinutes(5), null));
  }

  private static org.assertj.core.groups.Tuple rule(
      String name, Condition condition, Severity severity, ChannelKind... channels) {
    return org.assertj.core.groups.Tuple.tuple(name, condition, severity, List.of(channels));
  }

  private static Comparison latencyAbove(double seconds) {
    return new Comparison(
        new MetricQuery(Metric.LATENCY_P95, Dimension.DURATION, MOMENT, null),
        20,
        Operator.ABOVE,
        seconds);
  }

  private static Comparison instant(Metric metric, Dimension dimension, double bound) {
    return new Comparison(
        new MetricQuery(metric, dimension, Duration.ZERO, null), 0, Operator.ABOVE, bound);
  }

  @Test
  void readsEveryKey() {
    AlertRules rules =
        AlertRules.parse(
            """
            alerts:
              - name: slow
                condition: latency_p95 >= 1.5s and throughput > 30/m
                severity: info
                notification: [slack, pagerduty]
                summary: answers are late
                for: 2m
                resolve_after: 10m
                repeat_every: 4h
                escalate: after 30m to pagerduty, email
                silence:
                  - from: 2026-12-24T00:00:00Z
                    to: 2026-12-27T00:00:00Z
                  - daily: 22:00-06:00
                    days: [fri, sat]
                    zone: Europe/Berlin
                window: 15m
                model: trend_predictor
                min_samples: 50
                labels:
                  team: video
            """,
            "alerts.yaml");

    Duration window = Duration.ofMinutes(15);
    assertThat(rules.rules())
        .containsExactly(
            new AlertRule(
                "slow",
                "latency_p95 >= 1.5s and throughput > 30/m",
                new Condition.All(
                    List.of(
                        new Comparison(
                            new MetricQuery(
                                Metric.LATENCY_P95, Dimension.DURATION, window, "trend_predictor"),
                            50,
                            Operator.AT_LEAST,
                            1.5),
                        new Comparison(
                            new MetricQuery(
                                Metric.THROUGHPUT, Dimension.RATE, window, "trend_predictor"),
                            0,
                            Operator.ABOVE,
                            0.5))),
                Severity.INFO,
                List.of(ChannelKind.SLACK, ChannelKind.PAGERDUTY),
                new Timing(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(4)),
                List.of(
                    new Quiet.Once(
                        Instant.parse("2026-12-24T00:00:00Z"),
                        Instant.parse("2026-12-27T00:00:00Z")),
                    new Quiet.Daily(
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                        ZoneId.of("Europe/Berlin"))),
                new Escalation(
                    Duration.ofMinutes(30), List.of(ChannelKind.PAGERDUTY, ChannelKind.EMAIL)),
                Map.of("team", "video"),
                "answers are late"));
    assertThat(rules.channels()).isEqualTo(Set.of(ChannelKind.values()));
  }

  @ParameterizedTest
  @CsvSource({
    "latency_p95 > 200ms, DURATION, 0.2",
    "latency_p95>2 s, DURATION, 2",
    "latency_p99 > 1.5m, DURATION, 90",
    "accuracy < 0.80, SHARE, 0.8",
    "accuracy < 80 %, SHARE, 0.8",
    "gpu_memory_used > 90%, SHARE, 0.9",
    "gpu_memory_used > 20GiB, BYTES, 21474836480",
    "memory_used > 512MB, BYTES, 512000000",
    "disk_io > 100 MiB/s, BYTE_RATE, 104857600",
    "hourly_cost > $50, MONEY, 50",
    "hourly_cost > 0.5$, MONEY, 0.5",
    "throughput < 30/m, RATE, 0.5",
    "feature_drift > 0.1, SCORE, 0.1",
    "videos_generated < 10, COUNT, 10"
  })
  void understandsUnits(String condition, Dimension dimension, double bound) {
    Comparison comparison = (Comparison) parse(condition).rules().get(0).condition();

    assertThat(comparison.query().dimension()).isEqualTo(dimension);
    assertThat(comparison.bound()).isEqualTo(bound, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void bindsAndMoreTightlyThanOr() {
    Condition condition =
        parse("accuracy < 0.5 or recall < 0.5 and (precision < 0.5 or f1_score < 0.5)")
            .rules()
            .get(0)
            .condition();

    assertThat(
            condition.truth(
                one -> one.query().metric() == Metric.RECALL ? Truth.TRUE : Truth.FALSE))
        .isEqualTo(Truth.FALSE);
    assertThat(
            condition.truth(
                one -> one.query().metric() == Metric.ACCURACY ? Truth.TRUE : Truth.FALSE))
        .isEqualTo(Truth.TRUE);
    assertThat(
            condition.truth(
                one -> one.query().metric() == Metric.ACCURACY ? Truth.NO_DATA : Truth.FALSE))
        .isEqualTo(Truth.NO_DATA);
    assertThat(
            condition.truth(
                one -> one.query().metric() == Metric.ACCURACY ? Truth.FALSE : Truth.TRUE))
        .isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency_p95 > 200% | 34 | '%' is the unit of a share, but latency_p95 is a duration: expected a number with ms, s, m, h or d",
        "hourly_cost > 50ms | 33 | 'ms' is the unit of a duration, but hourly_cost is an amount of money: expected a number with $",
        "latency_p95 > $5 | 31 | '$' is the unit of an amount of money, but latency_p95 is a duration",
        "latency_p95 > 200 | 31 | latency_p95 is a duration; a unit is missing: expected a number with ms, s, m, h or d",
        "latency_p95 > 200msec | 34 | there is no unit 'msec'; latency_p95 is a duration",
        "accuracy < 80 | 28 | accuracy is a share and is never above 1; did you mean 80 %?",
        "accuracy < 120% | 28 | accuracy is a share and is never above 100%",
        "gpu_memory_used > 90ms | 37 | gpu_memory_used is a share or an amount of memory: expected a number from 0 to 1, or %, or a number with B, KB",
        "latency_95 > 200ms | 17 | there is no metric 'latency_95'; did you mean 'latency_p95'?",
        "latency_p95 = 200ms | 29 | '=' compares nothing that is measured; expected >, >=, < or <=",
        "latency_p95 200ms | 29 | unexpected '2'; expected >, >=, < or <=",
        "latency_p95 > | 30 | unexpected the end; expected a number with its unit, such as 200ms",
        "latency_p95 > -5ms | 31 | no metric is ever negative",
        "hourly_cost > $50ms | 34 | '$' and 'ms' are two units",
        "(latency_p95 > 5ms | 35 | unexpected the end; expected the closing bracket",
        "latency_p95 > 5ms but accuracy < 1 | 35 | unexpected 'but'; expected and, or, or the end",
        "> 5 | 17 | unexpected '>'; expected a comparison such as latency_p95 > 200ms"
      })
  void refusesAConditionWithLineAndColumn(String condition, int column, String message) {
    var refusal =
        catchThrowableOfType(ConfigFileException.class, () -> parse("\"" + condition + "\""));

    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(3);
              assertThat(problem.column()).isEqualTo(column);
              assertThat(problem.key()).isEqualTo("condition");
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheFile() {
    var refusal =
        catchThrowableOfType(
            ConfigFileException.class,
            () ->
                AlertRules.parse(
                    """
                    alerts:
                      - name: one
                        condition: latency_p95 > 5% and hourly_cost > 50ms or nonsense > 1
                        severity: bad
                        notification: slak, email, email
                        for: soon
                        resolve_afte: 5m
                        window: 1s
                        escalate: after a while to pager
                        silence:
                          - daily: 25:00-26:00
                          - from: 2026-12-24
                            to: 2026-12-27T00:00:00Z
                      - name: one
                        condition: gpu_memory_used > 90%
                        notification: email
                        window: 5m
                        min_samples: 3
                        model: trend_predictor
                      - condition: accuracy < 0.8
                      - nothing
                    """,
                    "alerts.yaml"));

    assertThat(refusal.problems())
        .extracting(ConfigProblem::line, ConfigProblem::key)
        .containsExactly(
            at(3, "condition"),
            at(3, "condition"),
            at(3, "condition"),
            at(4, "severity"),
            at(5, "notification"),
            at(5, "notification"),
            at(6, "for"),
            at(7, "resolve_afte"),
            at(8, "window"),
            at(9, "escalate"),
            at(11, "daily"),
            at(12, "from"),
            at(14, "name"),
            at(17, "window"),
            at(18, "min_samples"),
            at(19, "model"),
            at(20, "name"),
            at(20, "notification"),
            at(21, "alerts"));
    assertThat(refusal)
        .hasMessageContaining("did you mean 'slack'?")
        .hasMessageContaining("did you mean 'resolve_after'?")
        .hasMessageContaining("'one' is already the rule of line 2");
  }

  private static org.assertj.core.groups.Tuple at(int line, String key) {
    return org.assertj.core.groups.Tuple.tuple(line, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts: 5", "rules: []", "[]", "a: b: c", " "})
  void refusesAFileOfAnotherForm(String yaml) {
    assertThat(
            catchThrowableOfType(
                    ConfigFileException.class, () -> AlertRules.parse(yaml, "alerts.yaml"))
                .problems())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T21:00:00Z, true", // Friday 22:00 in Berlin
    "2026-11-20T20:59:59Z, false",
    "2026-11-21T04:59:59Z, true", // Saturday, begun on Friday
    "2026-11-21T05:00:00Z, false",
    "2026-11-22T03:00:00Z, true", // Sunday, begun on Saturday
    "2026-11-22T22:00:00Z, false" // Sunday night
  })
  void isSilentOverMidnightInItsZone(Instant time, boolean silent) {
    var nights =
        new Quiet.Daily(
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
            ZoneId.of("Europe/Berlin"));

    assertThat(nights.contains(time)).isEqualTo(silent);
  }

  private static AlertRules parse(String condition) {
    return AlertRules.parse(
        "alerts:\n  - name: one\n    condition: " + condition + "\n    notification: slack\n",
        "alerts.yaml");
  }
}
