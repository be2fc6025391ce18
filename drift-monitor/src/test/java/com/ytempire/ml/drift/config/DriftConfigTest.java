package com.ytempire.ml.drift.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.training.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftConfigTest {
  private static final List<String> KNOWN = List.of("views", "likes", "category_id");

  @Test
  void everyKeyIsRead() {
    DriftConfig config =
        parse(
            """
            drift:
              enabled: false
              models: [trend_predictor, other]
              windows: {tumbling: 6h, sliding: 2d, slide: 12h, lateness: 30m, max_samples: 900}
              alarms: {false_alarms_per_day: 0.5, false_discovery_rate: 0.1}
              slices: [tier, category, region]
              defaults: {test: psi, threshold: 0.25, min_samples: 800, seasonality: hour_of_week}
              features:
                views: {enabled: false}
                likes: {test: wasserstein, threshold: 3, min_samples: 20, seasonality: none}
              watch: {null_rate: 0.2, max_age: 2h, stale_share: 0.3, accuracy_drop: 0.1, error_rise: 1}
              triggers: {windows: 4, of: 6, cooldown: 3d, deployment: if_better, trainer: other,
                         learn_from: drift, known_time: event-time}
            """);

    assertThat(config)
        .isEqualTo(
            new DriftConfig(
                false,
                List.of("trend_predictor", "other"),
                new WindowRules(
                    Duration.ofHours(6),
                    Duration.ofDays(2),
                    Duration.ofHours(12),
                    Duration.ofMinutes(30),
                    900),
                new AlarmRules(0.5, 0.1),
                List.of(SliceKind.TIER, SliceKind.CATEGORY, SliceKind.REGION),
                new ColumnRules(true, DriftTest.PSI, 0.25, 800, Seasonality.HOUR_OF_WEEK),
                Map.of(
                    "views",
                    new ColumnRules(false, DriftTest.PSI, 0.25, 800, Seasonality.HOUR_OF_WEEK),
                    "likes",
                    new ColumnRules(true, DriftTest.WASSERSTEIN, 3, 20, Seasonality.NONE)),
                new WatchRules(0.2, Duration.ofHours(2), 0.3, 0.1, 1),
                new TriggerRules(
                    4,
                    6,
                    Duration.ofDays(3),
                    Deployment.IF_BETTER,
                    "other",
                    new TriggerLessons(true, true))));
    assertThat(config.rules("category_id")).isEqualTo(config.defaults());
    assertThat(config.isWatched("trend_predictor")).isFalse();
  }

  @Test
  void whatIsLeftOutIsTheReferencesRule() {
    DriftConfig config = parse("drift: {}");

    assertThat(config).isEqualTo(DriftConfig.DEFAULT);
    assertThat(config.rules("views"))
        .isEqualTo(new ColumnRules(true, DriftTest.KS, 0.1, 500, Seasonality.NONE));
    assertThat(config.isWatched("any")).isTrue();
  }

  @Test
  void theFileThatShipsIsRight() throws Exception {
    DriftConfig config = DriftConfig.load(Path.of("../config/drift.yaml"), List.of());

    assertThat(config.windows()).isEqualTo(WindowRules.DEFAULT);
    assertThat(config.alarms()).isEqualTo(AlarmRules.DEFAULT);
    assertThat(config.defaults()).isEqualTo(ColumnRules.DEFAULT);
    assertThat(config.watch()).isEqualTo(WatchRules.DEFAULT);
    assertThat(config.triggers()).isEqualTo(TriggerRules.DEFAULT);
    assertThat(config.slices()).containsExactly(SliceKind.REGION);
    assertThat(config.rules("day_of_week").enabled()).isFalse();
    assertThat(config.rules("category_id").test()).isEqualTo(DriftTest.JS);
  }

  @Test
  void mistakesAreAllReportedWithTheirLinesAndWhatIsRight() {
    refused("drift: {windws: {}}", "drift.yaml:1:9: windws: ", "did you mean 'windows'?");
    refused("drift:\n  defaults: {test: kss}", "2:20: test: 'kss' is unknown", "'ks'?");
    refused("drift:\n  defaults: {threshold: 2}", "threshold: 2.0 is out of range");
    refused("drift:\n  features:\n    view: {test: ks}", "3:11: view: ", "'views'?");
    refused("drift:\n  slices: [region, regions]", "slices: 'regions' is unknown", "'region'?");
    refused("drift:\n  slices: [tier, tier]", "given twice");
    refused("drift:\n  windows: {sliding: 36h, slide: 24h}", "expected a multiple of slide");
    refused("drift:\n  windows: {tumbling: 61s, sliding: 1d}", "more than 200");
    refused("drift:\n  triggers: {windows: 3, of: 2}", "2 is fewer than windows, 3");
    refused("drift:\n  triggers: {deployment: canry}", "2:26: deployment: 'canry'", "'canary'?");
    refused(
        "drift:\n  triggers: {deployment: none, canary_percentage: 5}",
        "of canaries only, not of none");
    refused("drift:\n  triggers: {canary_percentage: 0}", "canary_percentage: ");
    refused("drift:\n  triggers: {learn_from: drft}", "learn_from: 'drft'", "'drift'?");
    refused("drift:\n  triggers: {known_time: event_time}", "'event-time'?");
    refused("drift:\n  enabled: maybe", "expected true or false");
    refused("drift:\n  models: []", "leave it out");
    refused("drift:\n  defaults: {threshold: 0.3}\n  features: {views: {test: psi}}", "its own");
    refused("", "the file is empty");
    refused("drifts: {}", "did you mean 'drift'?", "drift: is missing");
    refused(
        "drift:\n  alarms: {false_alarms_per_day: no}\n  watch: {max_age: 5}",
        "2:34: false_alarms_per_day: 'no' is not a number",
        "3:20: max_age: '5' is not a duration");
  }

  @Test
  void windowsAreAsSignificantAsTheFalseAlarmsOfADayAllow() {
    DriftConfig usual = DriftConfig.DEFAULT;

    // A day has one window that tumbles and one that slides.
    assertThat(usual.windows().perDay()).isEqualTo(2);
    assertThat(usual.significance(2)).isCloseTo(0.005, within(1e-15));
    assertThat(usual.falseAlarmsPerDay(2, 1)).isCloseTo(0.02, within(1e-15));
    assertThat(usual.falseAlarmsPerDay(2, 11)).isCloseTo(0.22, within(1e-15));

    DriftConfig hourly =
        parse(
            "drift: {windows: {tumbling: 1h, sliding: 1h, slide: 1h},"
                + " alarms: {false_alarms_per_day: 0.24}}");
    assertThat(hourly.windows().perDay()).isEqualTo(24);
    assertThat(hourly.significance(1)).isCloseTo(0.01, within(1e-15));

    DriftConfig rare = parse("drift: {alarms: {false_alarms_per_day: 5}}");
    assertThat(rare.significance(1)).isEqualTo(0.05);
    assertThat(rare.falseAlarmsPerDay(1, 1)).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void panesAreTheLongestTimesThatAllWindowsAreMadeOf() {
    assertThat(WindowRules.DEFAULT.pane()).isEqualTo(Duration.ofDays(1));
    assertThat(parse("drift: {windows: {tumbling: 6h, sliding: 20h, slide: 4h}}").windows().pane())
        .isEqualTo(Duration.ofHours(2));
  }

  private static void refused(String yaml, String... parts) {
    assertThatExceptionOfType(ConfigFileException.class)
        .isThrownBy(() -> parse(yaml))
        .satisfies(refusal -> assertThat(refusal).message().contains(parts));
  }

  private static DriftConfig parse(String yaml) {
    return DriftConfig.parse(yaml, "drift.yaml", KNOWN);
  }
}
