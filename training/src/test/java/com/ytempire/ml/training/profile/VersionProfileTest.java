package com.ytempire.ml.training.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.ColumnVerdict;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowJudge;
import com.ytempire.ml.drift.detect.WindowSample;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileReader;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.profile.Seasons.Column;
import com.ytempire.ml.training.profile.VersionProfile.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionProfileTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final List<String> FEATURES = List.of("views", "likes");
  private static final List<Head> HEADS = List.of(Head.LOG_GROWTH);
  private static final int ROWS = 168 * 60;
  private static final DriftConfig CONFIG =
      DriftConfig.parse(
          """
          drift:
            features:
              views: {seasonality: hour_of_week}
              log_growth: {seasonality: hour_of_week}
          """,
          "drift.yaml",
          List.of());

  private final Random random = new Random(11);

  /** Views and growth rise through the week; likes do not. Each row is of a video of its own. */
  private List<Example> examples(int rows) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Instant at = MONDAY.plusSeconds(3600L * (i % 168));
      float[] features = {level(i % 168), (float) random.nextGaussian()};
      float[] labels = {level(i % 168)};
      examples.add(
          new Example("v" + i, "v" + i, at, at.plusSeconds(86_400), features, labels, Map.of()));
    }
    return examples;
  }

  private float level(int hour) {
    return (float) (hour + random.nextGaussian());
  }

  private byte[] profile(Seasons seasons) {
    List<Example> training = examples(ROWS);
    List<Example> others = examples(ROWS);
    double[] answers = others.stream().mapToDouble(one -> one.labels()[0]).toArray();
    var answered = new Answered(others, Map.of(Head.LOG_GROWTH, answers));
    return VersionProfile.of(FEATURES, HEADS, training, answered, answered, seasons);
  }

  /** A window of Monday's mornings. */
  private WindowSample mornings(double shift) {
    int[] hours = IntStream.range(0, 900).map(i -> 6 + i % 6).toArray();
    var columns = new TreeMap<SampleColumn, double[]>();
    columns.put(new SampleColumn(Role.INPUT, "views"), levels(hours, shift));
    columns.put(
        new SampleColumn(Role.INPUT, "likes"),
        IntStream.range(0, hours.length).mapToDouble(i -> random.nextGaussian()).toArray());
    columns.put(new SampleColumn(Role.PREDICTION, "log_growth"), levels(hours, shift));
    return new WindowSample(Family.PREDICTIONS, columns, hours);
  }

  private double[] levels(int[] hours, double shift) {
    return IntStream.of(hours).mapToDouble(hour -> level(hour) + shift).toArray();
  }

  private static Map<String, DriftVerdict> verdicts(
      DriftConfig config, ReferenceProfile profile, WindowSample window) {
    var verdicts = new TreeMap<String, DriftVerdict>();
    for (ColumnVerdict column : new WindowJudge(config).judge(window, profile).columns()) {
      verdicts.put(column.kind().word() + " " + column.name(), column.verdict());
    }
    return verdicts;
  }

  @Test
  void columnsWithSeasonsAreJudgedByTheSameHoursOfTheWeekThatTrainingSaw() {
    Seasons seasons = Seasons.of(FEATURES, HEADS, CONFIG::isSeasonal);
    ReferenceProfile profile = ReferenceProfileReader.read(profile(seasons), "profile.json");

    assertThat(verdicts(CONFIG, profile, mornings(0)))
        .containsEntry("feature views", DriftVerdict.STABLE)
        .containsEntry("feature likes", DriftVerdict.STABLE)
        .containsEntry("prediction log_growth", DriftVerdict.STABLE);
    assertThat(verdicts(CONFIG, profile, mornings(1.5)))
        .containsEntry("feature views", DriftVerdict.DRIFT)
        .containsEntry("feature likes", DriftVerdict.STABLE)
        .containsEntry("prediction log_growth", DriftVerdict.DRIFT);
    assertThat(verdicts(DriftConfig.DEFAULT, profile, mornings(0)))
        .as("mornings are unlike the whole week")
        .containsEntry("feature views", DriftVerdict.DRIFT);
    assertThat(profile.column(ProfileGroup.LABELS, "log_growth").orElseThrow().seasons())
        .hasSize(ColumnProfile.HOURS_OF_WEEK);
  }

  @Test
  void withoutSeasonsThereIsNothingToCompareWith() {
    Seasons none = Seasons.of(FEATURES, HEADS, name -> false);
    ReferenceProfile profile = ReferenceProfileReader.read(profile(none), "profile.json");

    assertThat(verdicts(CONFIG, profile, mornings(0)))
        .containsEntry("feature views", DriftVerdict.NO_REFERENCE)
        .containsEntry("feature likes", DriftVerdict.STABLE);
  }

  @Test
  void aProfileStaysSmallHoweverManyColumnsAreToHaveSeasons() {
    List<String> features = IntStream.range(0, 15).mapToObj(i -> "column_" + i).toList();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 4 * ROWS; i++) {
      float[] values = new float[features.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) Math.exp(random.nextGaussian());
      }
      Instant at = MONDAY.plusSeconds(3600L * (i % 168));
      examples.add(
          new Example("v" + i, "v" + i, at, at, values, new float[] {values[0]}, Map.of()));
    }
    double[] answers = examples.stream().mapToDouble(one -> one.labels()[0]).toArray();
    var answered = new Answered(examples, Map.of(Head.LOG_GROWTH, answers));

    for (int seasonal : new int[] {1, 2, 3, 5, 15}) {
      Seasons seasons =
          Seasons.of(features, HEADS, name -> features.subList(0, seasonal).contains(name));

      assertThat(VersionProfile.of(features, HEADS, examples, answered, answered, seasons))
          .as("%d columns", seasonal)
          .hasSizeLessThan(300 << 10);
    }
  }

  @Test
  void theFirstColumnsThatAreAskedForHaveSeasonsAndTheOthersAreTold() {
    List<String> features = IntStream.range(0, 4).mapToObj(i -> "column_" + i).toList();

    Seasons seasons = Seasons.of(features, HEADS, name -> true);

    assertThat(seasons.columns()).hasSize(Seasons.MOST_COLUMNS);
    assertThat(seasons.shares()).isEqualTo(20);
    assertThat(seasons.leftOut())
        .containsExactly(new Column(ProfileGroup.PREDICTIONS, "log_growth"));
    assertThat(Seasons.of(features, HEADS, "column_1"::equals))
        .isEqualTo(new Seasons(Set.of(new Column(ProfileGroup.INPUTS, "column_1")), 50, List.of()));
  }
}
