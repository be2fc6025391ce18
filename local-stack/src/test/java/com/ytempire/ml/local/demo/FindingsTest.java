package com.ytempire.ml.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CHANGE = START.plus(Duration.ofDays(3));
  private static final Timeline TIMELINE =
      new Timeline(
          START,
          START.plus(Duration.ofDays(2)),
          CHANGE,
          CHANGE.plus(Duration.ofDays(7)),
          Duration.ofHours(6),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final Findings findings = new Findings(TIMELINE);

  @TempDir Path folder;

  @Test
  void eachStepThatWasNotReachedIsMissing() {
    assertThat(findings.missing()).singleElement().asString().contains("became active");

    findings.watches("0.2.0");
    assertThat(findings.missing())
        .containsExactly(
            "no day before the change was judged", "no drift was seen after the change");

    findings.judged(day("0.2.0", 2, DriftVerdict.STABLE, 0.8));
    findings.judged(day("0.2.0", 3, DriftVerdict.DRIFT, 0.4));
    assertThat(findings.missing()).containsExactly("drift started no retraining");

    findings.triggered(retraining());
    assertThat(findings.missing()).containsExactly("the retraining made no version");

    findings.trained("0.3.0");
    assertThat(findings.missing()).containsExactly("version 0.3.0 never got callers");

    findings.decided(decision(RolloutDecision.Step.ROLLED_BACK), CHANGE, 400, "");
    assertThat(findings.missing())
        .containsExactly("the canary of 0.3.0 was not promoted but rolled_back: evidence");

    findings.decided(decision(RolloutDecision.Step.PROMOTED), CHANGE, 800, "wrong: here");
    assertThat(findings.missing()).containsExactly("no day of version 0.3.0 was judged");

    findings.judged(day("0.3.0", 6, DriftVerdict.STABLE, 0.9));
    assertThat(findings.missing()).isEmpty();
  }

  @Test
  void aTriggerIsDueOnceEnoughOfTheLastJudgedDaysHaveDrifted() {
    var twoOfThree = DriftConfig.DEFAULT.triggers();
    findings.watches("0.2.0");
    assertThat(findings.isTriggerDue(twoOfThree)).isFalse();

    findings.judged(day("0.2.0", 0, DriftVerdict.DRIFT, 0.8));
    findings.judged(day("0.2.0", 1, DriftVerdict.STABLE, 0.8));
    assertThat(findings.isTriggerDue(twoOfThree)).as("one of two").isFalse();

    findings.judged(day("0.2.0", 2, DriftVerdict.TOO_FEW, 0.8));
    findings.judged(day("0.2.0", 3, DriftVerdict.DRIFT, 0.8));
    assertThat(findings.isTriggerDue(twoOfThree)).as("two of the three judged").isTrue();

    findings.judged(day("0.2.0", 4, DriftVerdict.STABLE, 0.8));
    assertThat(findings.isTriggerDue(twoOfThree)).as("the newest has not").isFalse();
  }

  @Test
  void driftBeforeTheChangeAndAccuracyThatStaysAreNoClosedLoop() {
    close(0.8, 0.8, 0.7);
    findings.judged(day("0.2.0", 2, DriftVerdict.DRIFT, 0.8));

    assertThat(findings.missing())
        .containsExactly(
            "drift on 2026-01-03, before the change",
            "accuracy did not fall with the change",
            "accuracy did not recover");
  }

  @Test
  void daysThatWereLearntFromAreNoDaysBefore() {
    close(0.8, 0.4, 0.9);
    findings.judged(day("0.2.0", 1, DriftVerdict.DRIFT, 0.99));

    assertThat(Quality.of(findings.before()).accuracy()).isCloseTo(0.8, within(1e-12));
    assertThat(findings.missing()).isEmpty();
  }

  @Test
  void theTableTellsWhenWhyAndHowRight() {
    close(0.8, 0.4, 0.9);
    var out = new StringWriter();

    DemoTable.print(findings, new PrintWriter(out, true));

    assertThat(out.toString())
        .contains("planted    2026-01-04 00:00 UTC")
        .contains("detected   by the day from 2026-01-04 00:00 UTC on")
        .contains("feature delta_views (ks 0.30, threshold 0.10; 10.00 → 20.00), p 1e-09")
        .contains("versions   0.2.0 → 0.3.0")
        .contains("promoted after 800 requests; wrong: here")
        .containsPattern("before the change +0.2.0 +1 +100 +80.0 % +0.200")
        .containsPattern("with it +0.2.0 +1 +100 +40.0 % +0.200")
        .containsPattern("after the retraining +0.3.0 +1 +100 +90.0 % +0.200")
        .contains("The loop closed in 0 s");
  }

  @Test
  void theTableSaysWhatIsMissing() {
    var out = new StringWriter();

    DemoTable.print(findings, new PrintWriter(out, true));

    assertThat(out.toString())
        .contains("detected   not", "The loop did not close", "  - no version that learnt");
  }

  @Test
  void theReportHasTheSameForPrograms() throws Exception {
    close(0.8, 0.4, 0.9);
    Path file = folder.resolve("report.json");

    DemoReport.write(findings, file);

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.path("closed").asBoolean()).isTrue();
    assertThat(report.path("missing")).isEmpty();
    assertThat(report.path("planted_at").asText()).isEqualTo(CHANGE.toString());
    assertThat(report.path("because").path(0).path("name").asText()).isEqualTo("delta_views");
    assertThat(report.path("trigger").path("state").asText()).isEqualTo("started");
    assertThat(report.path("canary").path("decision").asText()).isEqualTo("promoted");
    assertThat(report.path("during").path("accuracy").asDouble()).isCloseTo(0.4, within(1e-12));
  }

  private void close(double before, double during, double after) {
    findings.watches("0.2.0");
    findings.judged(day("0.2.0", 2, DriftVerdict.STABLE, before));
    findings.judged(day("0.2.0", 3, DriftVerdict.DRIFT, during));
    findings.triggered(retraining());
    findings.trained("0.3.0");
    findings.decided(decision(RolloutDecision.Step.PROMOTED), CHANGE, 800, "wrong: here");
    findings.judged(day("0.3.0", 6, DriftVerdict.STABLE, after));
  }

  private static Retraining retraining() {
    var model = new ModelRef("trend_predictor", "0.2.0");
    return new Retraining(
        RetrainingTrigger.of(model, CHANGE, CHANGE.plus(Timeline.DAY), "why", List.of()),
        Retraining.State.STARTED,
        "",
        new UUID(1, 2),
        START);
  }

  private static RolloutDecision decision(RolloutDecision.Step step) {
    return new RolloutDecision(
        new UUID(1, 3),
        new UUID(1, 4),
        RolloutKind.CANARY,
        new ModelRef("trend_predictor", "0.3.0"),
        new ModelRef("trend_predictor", "0.2.0"),
        step,
        50,
        Ruling.automatic("evidence"),
        START);
  }

  private static WatchedDay day(String version, int day, DriftVerdict verdict, double accuracy) {
    Instant start = START.plus(Duration.ofDays(day));
    return new WatchedDay(
        version,
        start,
        start.plus(Timeline.DAY),
        verdict,
        List.of(
            column(start, ColumnKind.FEATURE, "delta_views", verdict, 10, 20),
            column(start, ColumnKind.ACCURACY, "accuracy", DriftVerdict.STABLE, 1, accuracy),
            column(start, ColumnKind.ERROR, "log_growth_error", DriftVerdict.STABLE, 1, 0.2)));
  }

  private static DriftEvent column(
      Instant start,
      ColumnKind kind,
      String name,
      DriftVerdict verdict,
      double reference,
      double current) {
    return new DriftEvent(
        "trend_predictor",
        "0.2.0",
        DriftEvent.ALL,
        WindowKind.TUMBLING,
        start,
        start.plus(Timeline.DAY),
        verdict,
        kind,
        name,
        verdict,
        "ks",
        0.3,
        0.1,
        1e-10,
        1e-9,
        1e-9,
        0.005,
        0.02,
        500,
        100,
        0,
        reference,
        current,
        ChangeShape.SUDDEN,
        "",
        List.of());
  }
}
