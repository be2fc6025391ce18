package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rates that the documentation states, by seeded windows. */
class FalseAlarmsTest {
  private static final int WINDOWS = 10_000;
  private static final int WINDOWS_PER_REFERENCE = 50;
  private static final int REFERENCE = 4_000;
  private static final long SEED = 20260203;

  private final Random random = new Random(SEED);

  @Test
  void ofNullWindowsNoMoreAreAlarmsThanStated() {
    // Thresholds that everything reaches, so that significance alone decides.
    WindowJudge judge = new WindowJudge(config("{false_alarms_per_day: 5}", "threshold: 0.000001"));

    int alarms = 0;
    double stated = 0;
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 50, 0), 50);
    for (int i = 0; i < WINDOWS; i++) {
      if (i % WINDOWS_PER_REFERENCE == 0) {
        profile = Samples.profile(Samples.columns(random, REFERENCE, 0), REFERENCE);
      }
      WindowVerdict verdict = judge.judge(Samples.window(Samples.columns(random, 500, 0)), profile);
      stated = verdict.significance();
      alarms += verdict.verdict() == DriftVerdict.DRIFT ? 1 : 0;
    }

    // Three standard deviations of a binomial number above, and not so few that nothing is tested.
    assertThat(stated).isEqualTo(0.05);
    assertThat(alarms).isLessThanOrEqualTo((int) atMost(stated)).isGreaterThan(50);
    System.out.printf(
        "null windows of 500, significance alone: %d of %d alarms, stated %.4f%n",
        alarms, WINDOWS, stated);
  }

  @Test
  void withTheThresholdsOfTheReferenceThereAreFewerStill() {
    WindowJudge judge = new WindowJudge(DriftConfig.DEFAULT);
    ReferenceProfile profile = Samples.profile(Samples.columns(random, REFERENCE, 0), REFERENCE);

    int alarms = 0;
    int byThresholdAlone = 0;
    for (int i = 0; i < WINDOWS / 5; i++) {
      WindowVerdict verdict = judge.judge(Samples.window(Samples.columns(random, 500, 0)), profile);
      alarms += verdict.verdict() == DriftVerdict.DRIFT ? 1 : 0;
      byThresholdAlone +=
          verdict.columns().stream().anyMatch(c -> c.statistic() >= c.threshold()) ? 1 : 0;
    }

    assertThat(alarms).isLessThanOrEqualTo(WINDOWS / 5 * 5 / 1000 + 10);
    System.out.printf(
        "null windows of 500, as shipped: %d of %d alarms, %d by the threshold alone%n",
        alarms, WINDOWS / 5, byThresholdAlone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ks", "psi", "wasserstein", "js", "chi_square"})
  void aShiftOfHalfADeviationAtAThousandSamplesIsFound(String test) {
    WindowJudge judge = new WindowJudge(config("{}", "test: " + test));

    int found = 0;
    int named = 0;
    int others = 0;
    int windows = 200;
    for (int i = 0; i < windows; i++) {
      ReferenceProfile profile = Samples.profile(Samples.columns(random, REFERENCE, 0), REFERENCE);
      WindowVerdict verdict =
          judge.judge(Samples.window(Samples.columns(random, 1_000, 0.5)), profile);
      found += verdict.verdict() == DriftVerdict.DRIFT ? 1 : 0;
      List<String> names = verdict.drifted().stream().map(ColumnVerdict::name).toList();
      named += names.contains("normal") ? 1 : 0;
      others += names.stream().anyMatch(name -> !name.equals("normal")) ? 1 : 0;
    }

    assertThat(found).isGreaterThanOrEqualTo(windows * 95 / 100);
    assertThat(named).isGreaterThanOrEqualTo(windows * 95 / 100);
    assertThat(others).isLessThanOrEqualTo(windows * 10 / 100);
    System.out.printf(
        "shift of 0.5 at 1000 by %s: %d of %d found, %d named, %d named another%n",
        test, found, windows, named, others);
  }

  @Test
  void windowsOfTheSameFewVideosAreJudgedByTheVideosNotTheRows() {
    // Every row of the reference ten times, as of a video that was seen ten times.
    Map<String, double[]> once = Samples.columns(random, 200, 0);
    Map<String, double[]> tenfold = Samples.columns(random, 2_000, 0);
    once.forEach(
        (name, values) -> {
          for (int i = 0; i < 2_000; i++) {
            tenfold.get(name)[i] = values[i % 200];
          }
        });
    WindowJudge judge = new WindowJudge(config("{false_alarms_per_day: 5}", "threshold: 0.000001"));

    int byRows = 0;
    int byUnits = 0;
    for (int i = 0; i < 200; i++) {
      WindowSample window = Samples.window(Samples.columns(random, 2_000, 0));
      byRows += isAlarm(judge, window, Samples.profile(tenfold, 2_000)) ? 1 : 0;
      byUnits += isAlarm(judge, window, Samples.profile(tenfold, 200)) ? 1 : 0;
    }

    assertThat(byUnits).isLessThanOrEqualTo(30);
    assertThat(byRows).isGreaterThan(100);
  }

  @Test
  void rowsOfOneVideoCountOnceInWindowsToo() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, REFERENCE, 0), REFERENCE);
    WindowJudge judge = new WindowJudge(config("{false_alarms_per_day: 5}", "threshold: 0.000001"));

    int byRows = 0;
    int byUnits = 0;
    for (int i = 0; i < 200; i++) {
      // Seven days of 500 videos whose numbers stay what they are.
      Map<String, double[]> week = Samples.columns(random, 3_500, 0);
      week.values()
          .forEach(
              values -> {
                for (int row = 500; row < values.length; row++) {
                  values[row] = values[row % 500];
                }
              });
      WindowSample rows = Samples.window(week);
      var units = new WindowSample(rows.family(), rows.columns(), 500, rows.hours());
      byRows += isAlarm(judge, rows, profile) ? 1 : 0;
      byUnits += isAlarm(judge, units, profile) ? 1 : 0;
    }

    assertThat(byUnits).isLessThanOrEqualTo(20);
    assertThat(byRows).isGreaterThan(100);
  }

  private static boolean isAlarm(WindowJudge judge, WindowSample window, ReferenceProfile by) {
    return judge.judge(window, by).verdict() == DriftVerdict.DRIFT;
  }

  private static double atMost(double rate) {
    return WINDOWS * rate + 3 * Math.sqrt(WINDOWS * rate * (1 - rate));
  }

  private static DriftConfig config(String alarms, String defaults) {
    return DriftConfig.parse(
        "drift: {alarms: %s, defaults: {%s}, watch: {null_rate: 0.001}}"
            .formatted(alarms, defaults),
        "drift.yaml",
        List.of());
  }
}
