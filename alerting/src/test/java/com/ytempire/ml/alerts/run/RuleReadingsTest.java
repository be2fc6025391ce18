package com.ytempire.ml.alerts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.state.Observation;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleReadingsTest {
  private static final Labels OLD = Labels.of(Map.of("model", "trend", "version", "1"));
  private static final Labels NEW = Labels.of(Map.of("model", "trend", "version", "2"));
  private static final Labels HERE = Labels.of(Map.of("host", "here"));

  private final Map<Metric, Readings> answers = new EnumMap<>(Metric.class);

  @Test
  void looksAtEachVersionByItself() {
    answers.put(
        Metric.LATENCY_P95,
        Readings.of(List.of(new Reading(OLD, 0.1, 50), new Reading(NEW, 0.3, 50))));

    assertThat(observe("latency_p95 > 200ms"))
        .containsOnly(
            Map.entry(OLD, new Observation(Truth.FALSE, "latency_p95 = 100 ms")),
            Map.entry(NEW, new Observation(Truth.TRUE, "latency_p95 = 300 ms")));
  }

  @Test
  void joinsMetricsOfDifferentThings() {
    answers.put(
        Metric.LATENCY_P95,
        Readings.of(List.of(new Reading(OLD, 0.1, 50), new Reading(NEW, 0.3, 50))));
    answers.put(Metric.CPU_UTILIZATION, Readings.of(List.of(new Reading(HERE, 0.95))));
    answers.put(Metric.HOURLY_COST, Readings.of(List.of(new Reading(Labels.NONE, 60))));

    assertThat(observe("latency_p95 > 200ms and cpu_utilization > 90% and hourly_cost > $50"))
        .containsOnly(
            Map.entry(
                OLD.join(HERE).orElseThrow(),
                new Observation(
                    Truth.FALSE,
                    "latency_p95 = 100 ms, cpu_utilization = 95 %, hourly_cost = $60.00")),
            Map.entry(
                NEW.join(HERE).orElseThrow(),
                new Observation(
                    Truth.TRUE,
                    "latency_p95 = 300 ms, cpu_utilization = 95 %, hourly_cost = $60.00")));
  }

  @Test
  void concludesNothingFromAMetricThatCannotBeRead() {
    answers.put(Metric.LATENCY_P95, Readings.of(List.of(new Reading(OLD, 0.3, 50))));

    assertThat(observe("latency_p95 > 200ms and cpu_utilization > 90%"))
        .containsOnly(
            Map.entry(
                OLD,
                new Observation(
                    Truth.UNKNOWN, "latency_p95 = 300 ms, cpu_utilization cannot be read")));
    assertThat(readings("cpu_utilization > 90%").gone(rule("cpu_utilization > 90%")))
        .isEqualTo(new Observation(Truth.UNKNOWN, "cpu_utilization cannot be read for now"));
  }

  @Test
  void knowsThatAnOrHoldsWhereHalfOfItIsKnown() {
    answers.put(Metric.LATENCY_P95, Readings.of(List.of(new Reading(OLD, 0.3, 50))));
    answers.put(Metric.ERROR_RATE, Readings.none("no answer in the last 300 s"));

    assertThat(observe("latency_p95 > 200ms or error_rate > 5%"))
        .containsOnly(
            Map.entry(
                OLD, new Observation(Truth.TRUE, "latency_p95 = 300 ms, error_rate: no data")));
  }

  private Map<Labels, Observation> observe(String condition) {
    return readings(condition).observe(rule(condition));
  }

  private RuleReadings readings(String condition) {
    var source =
        new MetricSource() {
          @Override
          public Set<Metric> metrics() {
            return Set.of(Metric.values());
          }

          @Override
          public Readings read(MetricQuery query, Instant at) {
            Readings answer = answers.get(query.metric());
            if (answer == null) {
              throw new StoreUnavailableException("away", new IllegalStateException());
            }
            return answer;
          }
        };
    return new RuleReadings(List.of(rule(condition)), source, Instant.EPOCH);
  }

  private static AlertRule rule(String condition) {
    return AlertRules.parse(
            "alerts:\n  - name: one\n    condition: " + condition + "\n    notification: slack\n",
            "alerts.yaml")
        .rules()
        .get(0);
  }
}
