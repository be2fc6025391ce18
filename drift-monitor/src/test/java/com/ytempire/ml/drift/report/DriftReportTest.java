package com.ytempire.ml.drift.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.Retraining.State;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.report.DriftReport.Family;
import com.ytempire.ml.drift.report.DriftReport.Mover;
import com.ytempire.ml.drift.report.DriftReport.Version;
import com.ytempire.ml.drift.report.DriftReport.Window;
import com.ytempire.ml.drift.store.InMemoryVerdicts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private final InMemoryVerdicts verdicts = new InMemoryVerdicts();

  /** Retrainings that were asked for already. */
  private record Asked(List<Retraining> all) implements Retrainings {
    @Override
    public Retraining raise(RetrainingTrigger trigger, TrainingJob job, Duration cooldown) {
      throw new AssertionError("a report raises nothing");
    }

    @Override
    public Optional<Retraining> find(UUID triggerId) {
      return Optional.empty();
    }

    @Override
    public List<Retraining> list(Optional<String> modelName, Optional<UUID> after, int limit) {
      assertThat(modelName).contains("trend_predictor");
      return all;
    }
  }

  private static Retraining retraining(String version, int day) {
    Instant at = MadeVerdicts.START.plus(Duration.ofDays(day));
    return new Retraining(
        RetrainingTrigger.of(
            new ModelRef("trend_predictor", version),
            at.minus(Duration.ofDays(2)),
            at,
            "views of <day> " + day,
            List.of()),
        State.STARTED,
        "",
        new UUID(1, day),
        at);
  }

  private static ReportScope scope(String version) {
    return new ReportScope(
        "trend_predictor",
        Optional.ofNullable(version),
        "all",
        MadeVerdicts.START,
        MadeVerdicts.END);
  }

  private DriftReport report(String version) {
    verdicts.save(MadeVerdicts.all());
    return new DriftReports(
            verdicts,
            new Asked(
                List.of(retraining("0.2.0", 30), retraining("0.2.0", 8), retraining("0.1.0", 7))))
        .of(scope(version));
  }

  @Test
  void windowsAreToldInOrderWithWhatDriftedInThem() {
    DriftReport report = report(null);

    assertThat(report.isComplete()).isTrue();
    assertThat(report.versions().stream().map(Version::version)).containsExactly("0.1.0", "0.2.0");
    Version version = report.versions().get(1);
    assertThat(version.falseAlarmsPerDay()).isEqualTo(0.02);
    assertThat(version.windows()).hasSize(20);
    Window last = version.windows().get(18);
    assertThat(last.family()).isEqualTo(Family.PREDICTIONS);
    assertThat(last.end()).isEqualTo(MadeVerdicts.END);
    assertThat(last.verdict()).isEqualTo(DriftVerdict.DRIFT);
    assertThat(List.of(last.drifted(), last.tested(), last.columns())).containsExactly(1, 4, 5);
    assertThat(last.currentSize()).isEqualTo(900);
    assertThat(version.windows().get(19).family()).isEqualTo(Family.OUTCOMES);
    assertThat(version.windows().get(0).drifted()).isZero();
  }

  @Test
  void whatMovedMostByItsThresholdComesFirst() {
    Version version = report("0.2.0").versions().get(0);

    Mover first = version.movers().get(0);
    assertThat(first.name()).isEqualTo(MadeVerdicts.EVIL);
    assertThat(first.ratio()).isCloseTo(2.9, within(1e-9));
    assertThat(first.strongest().end()).isEqualTo(MadeVerdicts.END);
    assertThat(first.strongest().reference()).isEqualTo(0.75);
    assertThat(version.movers().get(1).kind()).isEqualTo(ColumnKind.ACCURACY);
    assertThat(version.movers())
        .extracting(Mover::ratio)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(version.movers()).noneMatch(mover -> mover.name().equals("comments"));
  }

  @Test
  void columnsHaveTheirSeriesAndThePictureOfTheNewestWindow() {
    Version version = report("0.2.0").versions().get(0);

    var column = DriftReport.preferred(version.columns(), ColumnKind.FEATURE, MadeVerdicts.EVIL);
    assertThat(column).isNotNull();
    assertThat(column.points()).hasSize(10);
    assertThat(column.points().get(0).statistic()).isEqualTo(0.03);
    assertThat(column.last().end()).isEqualTo(MadeVerdicts.END);
    assertThat(column.bins()).hasSize(2);
    assertThat(column.bins().get(0).to()).isEqualTo(19);
    var none = version.notJudged().get(0);
    assertThat(version.notJudged()).hasSize(1);
    assertThat(none.name()).isEqualTo("comments");
    assertThat(List.of(none.windows(), none.of(), none.mostUnits())).containsExactly(10, 10, 12);
    assertThat(none.reason()).isEqualTo("a reason");
  }

  @Test
  void retrainingsAreThoseOfThePeriodAndVersion() {
    assertThat(report("0.2.0").retrainings()).containsExactly(retraining("0.2.0", 8));
    assertThat(report(null).retrainings()).hasSize(2);
  }

  @Test
  void saysWhenNotEverythingFits() {
    verdicts.save(MadeVerdicts.all());
    DriftReport report = new DriftReports(verdicts, new Asked(List.of()), 12).of(scope(null));

    assertThat(report.isComplete()).isFalse();
    assertThat(report.versions()).hasSize(1);
    assertThat(report.versions().get(0).windows().get(0).end())
        .isEqualTo(MadeVerdicts.END.minus(Duration.ofDays(1)));
    assertThat(DriftReportPage.write(report)).contains("There are more verdicts than fit");
  }

  @Test
  void aPeriodWithoutLengthIsRefused() {
    assertThatThrownBy(
            () -> new ReportScope("m", Optional.empty(), "all", MadeVerdicts.END, MadeVerdicts.END))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no period");
  }

  @Test
  void jsonHasStableNamesAndNullForWhatIsNoNumber() throws Exception {
    byte[] json = DriftReportJson.write(report("0.2.0"));

    assertThat(DriftReportJson.write(report("0.2.0"))).isEqualTo(json);
    assertThat(names(json))
        .containsExactlyInAnyOrder(
            "format",
            "model_name",
            "model_version",
            "slice",
            "from",
            "to",
            "complete",
            "versions",
            "retrainings",
            "false_alarms_per_day",
            "windows",
            "columns",
            "top_movers",
            "not_judged",
            "window",
            "family",
            "window_start",
            "window_end",
            "verdict",
            "drifted",
            "tested",
            "significance",
            "reference_size",
            "current_size",
            "reason",
            "kind",
            "feature",
            "test",
            "threshold",
            "bins",
            "series",
            "statistic",
            "p_value_corrected",
            "reference",
            "current",
            "shape",
            "ratio",
            "of_windows",
            "most_units",
            "trigger_id",
            "since",
            "at",
            "state",
            "note",
            "job_id",
            "recorded_at");
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"statistic\":null", "\"from\":null,\"to\":19.0")
        .doesNotContain("NaN");
  }

  private static TreeSet<String> names(byte[] json) throws IOException {
    var names = new TreeSet<String>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(in.currentName());
        }
      }
    }
    return names;
  }

  @Test
  void thePageShowsItAllAndAsksNoHostForAnything() {
    String page = DriftReportPage.write(report(null));

    assertThat(page)
        .contains("<title>Drift of trend_predictor</title>")
        .contains("8 of 20 windows have drifted. By chance at most 0.0200 alarms")
        .contains("<td>&lt;b&gt;&quot;views&quot;&lt;/b&gt;&lt;/script&gt;</td><td>feature</td>")
        .contains("<td>too_few</td><td>10 of 10</td><td>12</td><td>a reason</td>")
        .contains("views of &lt;day&gt; 8")
        .contains("\"Share of right answers\"", "\"label\":\"threshold\",\"look\":\"guide\"")
        .contains("\"labels\":[\"< 19\",\"≥ 19\"]".replace("<", "\\u003c"))
        .doesNotContain("<b>");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page.substring(0, page.indexOf("<script>")))
        .doesNotContainPattern("https?:|(src|href)=\"[^#]|url\\(");
  }

  @Test
  void withNothingFoundItSaysSo() {
    DriftReport report = new DriftReports(verdicts, new Asked(List.of())).of(scope(null));

    assertThat(report.isEmpty()).isTrue();
    assertThat(DriftReportPage.write(report))
        .contains("No window was judged.", "None was asked for.")
        .doesNotContain("<script");
    assertThat(new String(DriftReportJson.write(report), StandardCharsets.UTF_8))
        .contains("\"model_version\":null", "\"versions\":[],\"retrainings\":[]");
  }
}
