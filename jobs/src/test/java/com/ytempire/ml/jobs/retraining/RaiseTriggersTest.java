package com.ytempire.ml.jobs.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.drift.config.TriggerRules;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class RaiseTriggersTest {
  private static final Instant START = Instant.parse("2026-02-03T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final TriggerRules RULES =
      new TriggerRules(2, 3, Duration.ofDays(3), Deployment.IF_BETTER, null);

  private static DriftEvent drift(WindowKind kind, int day, String feature, double statistic) {
    Instant end = START.plus(DAY.multipliedBy(day + 1L));
    return new DriftEvent(
        "m",
        "0.1.0",
        DriftEvent.ALL,
        kind,
        end.minus(DAY.multipliedBy(kind == WindowKind.TUMBLING ? 1 : 7)),
        end,
        DriftVerdict.DRIFT,
        ColumnKind.FEATURE,
        feature,
        DriftVerdict.DRIFT,
        "ks",
        statistic,
        0.1,
        1e-9,
        1e-8,
        1e-8,
        0.01,
        0.02,
        900,
        700,
        0.001,
        5,
        9,
        ChangeShape.SUDDEN,
        "",
        List.of());
  }

  /** Of each of some days a window of the day and one of the week, both with drift. */
  private static List<DriftEvent> both(int days) {
    List<DriftEvent> events = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      events.add(drift(WindowKind.TUMBLING, day, "views", 0.3));
      events.add(drift(WindowKind.TUMBLING, day, "likes", 0.2));
      events.add(drift(WindowKind.SLIDING, day, "comments", 0.9));
    }
    return events;
  }

  private static List<RetrainingTrigger> raised(List<DriftEvent> events) throws Exception {
    try (var harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new RaiseTriggers(RULES), RaiseTriggers::key, Types.STRING)) {
      for (DriftEvent event : events) {
        long end = event.windowEnd().toEpochMilli();
        if (harness.getProcessingTime() < end) {
          harness.processWatermark(new Watermark(end - 1));
          harness.setProcessingTime(end);
        }
        harness.processElement(event, end - 1);
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      List<RetrainingTrigger> triggers = new ArrayList<>();
      for (String json : harness.extractOutputValues()) {
        triggers.add(RetrainingTriggerJson.read(json));
      }
      return triggers;
    }
  }

  @Test
  void windowsThatEndTogetherRaiseOneTriggerWithTheSameEvidenceInAnyOrder() throws Exception {
    List<DriftEvent> daysFirst = both(2);
    List<DriftEvent> weeksFirst = new ArrayList<>(daysFirst);
    Collections.reverse(weeksFirst);
    weeksFirst.sort(Comparator.comparing(DriftEvent::windowEnd));

    List<RetrainingTrigger> triggers = raised(daysFirst);

    assertThat(weeksFirst).isNotEqualTo(daysFirst);
    assertThat(raised(weeksFirst)).isEqualTo(triggers).hasSize(1);
    assertThat(triggers.get(0).since()).isEqualTo(START);
    assertThat(triggers.get(0).evidence())
        .extracting(TriggerEvidence::name)
        .containsExactly("views", "likes", "views", "likes");
  }

  @Test
  void theCooldownHoldsForWindowsOfBothKindsTogether() throws Exception {
    List<RetrainingTrigger> triggers = raised(both(7));

    assertThat(triggers)
        .extracting(RetrainingTrigger::at)
        .containsExactly(START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(5)));
  }

  @Test
  void windowsOfOneKindAreEnough() throws Exception {
    List<DriftEvent> weeks =
        both(2).stream().filter(event -> event.window() == WindowKind.SLIDING).toList();

    assertThat(raised(weeks)).hasSize(1);
    assertThat(raised(weeks).get(0).evidence())
        .extracting(TriggerEvidence::name)
        .containsOnly("comments");
  }
}
