package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowJudgeTest {
  private static final int ROWS = 1_000;

  private final Random random = new Random(3);
  private final WindowJudge judge = new WindowJudge(DriftConfig.DEFAULT);

  @Test
  void saysHowSureItIsAndHowOftenThatIsWrong() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 5_000, 0), 5_000);

    WindowVerdict verdict =
        judge.judge(Samples.window(Samples.columns(random, ROWS, 0.5)), profile);

    assertThat(verdict.verdict()).isEqualTo(DriftVerdict.DRIFT);
    assertThat(verdict.significance()).isCloseTo(0.005, within(1e-12));
    assertThat(verdict.falseAlarmsPerDay()).isCloseTo(0.02, within(1e-12));
    // Each column's distribution and its missing values.
    assertThat(verdict.columns()).hasSize(2 * Samples.COLUMNS);
    assertThat(verdict.drifted()).extracting(ColumnVerdict::name).containsExactly("normal");
    ColumnVerdict normal = verdict.drifted().get(0);
    assertThat(normal.kind()).isEqualTo(ColumnKind.FEATURE);
    assertThat(normal.test()).isEqualTo("ks");
    assertThat(normal.statistic()).isBetween(0.15, 0.25);
    assertThat(normal.p()).isLessThanOrEqualTo(normal.corrected()).isLessThan(1e-10);
    assertThat(normal.referenceSize()).isEqualTo(5_000);
    assertThat(normal.currentSize()).isEqualTo(ROWS);
    assertThat(normal.errorBound()).isBetween(0.0005, 0.002);
    assertThat(normal.current() - normal.reference()).isBetween(0.35, 0.65);
  }

  @Test
  void ofFewRowsNothingIsSaid() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 5_000, 0), 5_000);

    WindowVerdict verdict = judge.judge(Samples.window(Samples.columns(random, 499, 5)), profile);

    assertThat(verdict.verdict()).isEqualTo(DriftVerdict.TOO_FEW);
    assertThat(verdict.columns())
        .extracting(ColumnVerdict::verdict)
        .containsOnly(DriftVerdict.TOO_FEW);
  }

  @Test
  void withoutAProfileThereIsNoReference() {
    WindowSample window = Samples.window(Samples.columns(random, ROWS, 0));

    assertThat(judge.judge(window, null))
        .returns(DriftVerdict.NO_REFERENCE, WindowVerdict::verdict)
        .returns("the version has no profile", WindowVerdict::reason);
    ReferenceProfile old =
        new ReferenceProfile(
            ReferenceProfile.OLD_FORMAT, 10, 10, Duration.ZERO, Map.of(), Map.of());
    assertThat(judge.judge(window, old))
        .returns(DriftVerdict.NO_REFERENCE, WindowVerdict::verdict)
        .satisfies(verdict -> assertThat(verdict.reason()).contains("train the version again"));
  }

  @Test
  void saysWhereTheReferenceHasRowsOfAnotherKind() {
    ReferenceProfile daily = new ProfileBuilder(5_000, 900, Duration.ofDays(1)).build();
    DriftConfig hourly =
        DriftConfig.parse(
            "drift: {windows: {tumbling: 1h, sliding: 6h, slide: 1h}}", "drift.yaml", List.of());
    WindowSample window = Samples.window(Samples.columns(random, ROWS, 0));

    assertThat(judge.judge(window, daily).reason()).isEmpty();
    assertThat(new WindowJudge(hourly).judge(window, daily).reason())
        .isEqualTo("the profile has a row of each video per PT24H, windows have one per PT1H");
  }

  @Test
  void aColumnThatIsNotThereAnyMoreIsMissingEverywhere() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 5_000, 0), 5_000);
    Map<String, double[]> columns = Samples.columns(random, ROWS, 0);
    columns.remove("heavy");
    double[] gaps = columns.get("gaps");
    IntStream.range(0, 150).forEach(i -> gaps[i] = Double.NaN);

    WindowVerdict verdict = judge.judge(Samples.window(columns), profile);

    assertThat(verdict.drifted())
        .extracting(c -> c.kind().word() + " " + c.name() + " " + c.test())
        .containsExactly("null_rate heavy proportion", "null_rate gaps proportion");
    assertThat(verdict.drifted().get(0).current()).isEqualTo(1);
  }

  @Test
  void whatIsSwitchedOffIsNotLookedAt() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 5_000, 0), 5_000);
    DriftConfig config =
        DriftConfig.parse(
            "drift: {features: {normal: {enabled: false}, few: {min_samples: 2000}}}",
            "drift.yaml",
            List.of());

    WindowVerdict verdict =
        new WindowJudge(config).judge(Samples.window(Samples.columns(random, ROWS, 0.5)), profile);

    assertThat(verdict.columns()).extracting(ColumnVerdict::name).doesNotContain("normal");
    assertThat(verdict.columns())
        .filteredOn(c -> c.name().equals("few"))
        .extracting(ColumnVerdict::verdict)
        .containsOnly(DriftVerdict.TOO_FEW);
    assertThat(verdict.verdict()).isEqualTo(DriftVerdict.STABLE);
  }

  @Test
  void staleInputsAreAnAlarm() {
    ReferenceProfile profile = new ProfileBuilder(5_000, 5_000).build();
    double[] ages = IntStream.range(0, ROWS).mapToDouble(i -> i < 90 ? 3_601 : 60).toArray();
    double[] fewer = IntStream.range(0, ROWS).mapToDouble(i -> i < 55 ? 3_601 : 60).toArray();

    assertThat(judge.judge(window(Role.AGE, "input_age", ages), profile).drifted())
        .extracting(c -> c.kind().word())
        .containsExactly("freshness");
    assertThat(judge.judge(window(Role.AGE, "input_age", fewer), profile).verdict())
        .isEqualTo(DriftVerdict.STABLE);
  }

  @Test
  void accuracyAndErrorsAreComparedWithTheVersionsTests() {
    ReferenceProfile profile =
        new ProfileBuilder(5_000, 5_000)
            .numbers(ProfileGroup.LABELS, "log_growth", gauss(5_000, 0.2))
            .figure(ReferenceProfile.ACCURACY, new Figure(0.9, 0.3, 2_000))
            .figure(ReferenceProfile.LOG_GROWTH_ERROR, new Figure(0.1, 0.1, 2_000))
            .build();

    WindowVerdict worse = judge.judge(outcomes(0.80, 0.13, 0.2), profile);
    WindowVerdict same = judge.judge(outcomes(0.89, 0.102, 0.2), profile);
    WindowVerdict better = judge.judge(outcomes(1, 0.01, 0.2), profile);
    WindowVerdict other = judge.judge(outcomes(0.9, 0.1, 0.9), profile);

    assertThat(kinds(worse)).containsExactly(ColumnKind.ACCURACY, ColumnKind.ERROR);
    assertThat(kinds(same)).isEmpty();
    assertThat(kinds(better)).isEmpty();
    assertThat(kinds(other)).containsExactly(ColumnKind.TARGET);
    assertThat(worse.columns())
        .filteredOn(c -> c.kind() == ColumnKind.ACCURACY)
        .first()
        .satisfies(c -> assertThat(c.statistic()).isCloseTo(0.1, within(1e-9)))
        .satisfies(c -> assertThat(c.current()).isCloseTo(0.8, within(1e-9)));
  }

  @Test
  void whatIsRightIsToldAlsoWhereItCannotBeCompared() {
    ReferenceProfile fewTests =
        new ProfileBuilder(5_000, 5_000)
            .numbers(ProfileGroup.LABELS, "log_growth", gauss(5_000, 0.2))
            .figure(ReferenceProfile.ACCURACY, new Figure(0.9, 0.3, 10))
            .build();

    WindowVerdict verdict = judge.judge(outcomes(0.80, 0.13, 0.2), fewTests);

    assertThat(verdict.columns())
        .filteredOn(c -> c.kind() == ColumnKind.ACCURACY)
        .singleElement()
        .satisfies(c -> assertThat(c.verdict()).isEqualTo(DriftVerdict.TOO_FEW))
        .satisfies(c -> assertThat(c.current()).isCloseTo(0.8, within(1e-9)));
    assertThat(verdict.columns())
        .filteredOn(c -> c.kind() == ColumnKind.ERROR)
        .singleElement()
        .satisfies(c -> assertThat(c.verdict()).isEqualTo(DriftVerdict.NO_REFERENCE))
        .satisfies(c -> assertThat(c.current()).isBetween(0.12, 0.14));
  }

  @Test
  void answersThatAreLessSureForetellFewerRightOnes() {
    ReferenceProfile profile =
        new ProfileBuilder(5_000, 5_000)
            .numbers(ProfileGroup.INPUTS, "any", new double[] {1, 2})
            .numbers(ProfileGroup.PREDICTIONS, "viral_probability", probabilities(5_000, 0.05))
            .build();

    WindowVerdict unsure =
        judge.judge(
            window(Role.PREDICTION, "viral_probability", probabilities(ROWS, 0.3)), profile);
    WindowVerdict same =
        judge.judge(
            window(Role.PREDICTION, "viral_probability", probabilities(ROWS, 0.05)), profile);

    assertThat(kinds(unsure)).contains(ColumnKind.PREDICTION, ColumnKind.ESTIMATED_ACCURACY);
    assertThat(same.drifted()).filteredOn(c -> c.kind() != ColumnKind.NULL_RATE).isEmpty();
  }

  @Test
  void theEstimateIsWhatOutcomesOfThatProbabilityGive() {
    double[] p = IntStream.range(0, 2_000).mapToDouble(i -> random.nextDouble()).toArray();

    PerformanceEstimate estimate = PerformanceEstimate.of(p);

    double accuracy = 0;
    double auc = 0;
    int trials = 200;
    for (int k = 0; k < trials; k++) {
      boolean[] yes = new boolean[p.length];
      int right = 0;
      for (int i = 0; i < p.length; i++) {
        yes[i] = random.nextDouble() < p[i];
        right += yes[i] == p[i] >= 0.5 ? 1 : 0;
      }
      accuracy += (double) right / p.length / trials;
      auc += auc(p, yes) / trials;
    }
    assertThat(estimate.accuracy()).isCloseTo(accuracy, within(0.003));
    assertThat(estimate.auc()).isCloseTo(auc, within(0.003));
  }

  @Test
  void hoursOfTheWeekAreComparedWithTheSameHours() {
    int rows = 168 * 60;
    int[] hours = IntStream.range(0, rows).map(i -> i % 168).toArray();
    double[] values =
        IntStream.range(0, rows).mapToDouble(i -> i % 168 + random.nextGaussian()).toArray();
    ReferenceProfile profile =
        new ProfileBuilder(rows, rows)
            .seasonal(ProfileGroup.INPUTS, "daily", values, hours)
            .build();
    DriftConfig seasonal =
        DriftConfig.parse(
            "drift: {features: {daily: {seasonality: hour_of_week}}}", "drift.yaml", List.of());
    // A morning: like the mornings of the reference, unlike the reference as a whole.
    int[] morning = IntStream.range(0, ROWS).map(i -> 8 + i % 4).toArray();
    double[] usual = Arrays.stream(morning).mapToDouble(h -> h + random.nextGaussian()).toArray();
    double[] later = Arrays.stream(usual).map(x -> x + 1.5).toArray();

    assertThat(judge.judge(at(morning, usual), profile).verdict()).isEqualTo(DriftVerdict.DRIFT);
    assertThat(new WindowJudge(seasonal).judge(at(morning, usual), profile).verdict())
        .isEqualTo(DriftVerdict.STABLE);
    assertThat(new WindowJudge(seasonal).judge(at(morning, later), profile).verdict())
        .isEqualTo(DriftVerdict.DRIFT);
  }

  @Test
  void numbersThatNoFloatHoldsAreMissing() {
    ReferenceProfile profile = Samples.profile(Samples.columns(random, 5_000, 0), 5_000);
    Map<String, double[]> columns = Samples.columns(random, ROWS, 0);
    Arrays.fill(columns.get("heavy"), 1e300);

    assertThat(judge.judge(Samples.window(columns), profile).drifted())
        .extracting(ColumnVerdict::kind)
        .containsExactly(ColumnKind.NULL_RATE);
  }

  private static WindowSample at(int[] hours, double[] values) {
    var columns = new TreeMap<SampleColumn, double[]>();
    columns.put(new SampleColumn(Role.INPUT, "daily"), values);
    return new WindowSample(Family.PREDICTIONS, columns, hours);
  }

  private static List<ColumnKind> kinds(WindowVerdict verdict) {
    return verdict.drifted().stream().map(ColumnVerdict::kind).toList();
  }

  private WindowSample outcomes(double accuracy, double error, double growth) {
    var columns = new TreeMap<SampleColumn, double[]>();
    columns.put(
        new SampleColumn(Role.CORRECT, ReferenceProfile.ACCURACY),
        IntStream.range(0, ROWS).mapToDouble(i -> i < accuracy * ROWS ? 1 : 0).toArray());
    columns.put(
        new SampleColumn(Role.ERROR, ReferenceProfile.LOG_GROWTH_ERROR),
        IntStream.range(0, ROWS).mapToDouble(i -> 2 * error * random.nextDouble()).toArray());
    columns.put(new SampleColumn(Role.LABEL, "log_growth"), gauss(ROWS, growth));
    return new WindowSample(Family.OUTCOMES, columns, new int[ROWS]);
  }

  private double[] gauss(int size, double mean) {
    return IntStream.range(0, size).mapToDouble(i -> mean + random.nextGaussian()).toArray();
  }

  private double[] probabilities(int size, double unsure) {
    return IntStream.range(0, size)
        .mapToDouble(
            i -> i % 2 == 0 ? unsure * random.nextDouble() : 1 - unsure * random.nextDouble())
        .toArray();
  }

  private static WindowSample window(Role role, String name, double[] values) {
    var columns = new HashMap<String, double[]>();
    columns.put(name, values);
    return Samples.window(Family.PREDICTIONS, role, columns);
  }

  private static double auc(double[] p, boolean[] yes) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(i -> i)
            .toArray();
    double pairs = 0;
    double no = 0;
    double all = 0;
    for (int i : order) {
      if (yes[i]) {
        pairs += no;
        all++;
      } else {
        no++;
      }
    }
    return pairs / (all * no);
  }
}
