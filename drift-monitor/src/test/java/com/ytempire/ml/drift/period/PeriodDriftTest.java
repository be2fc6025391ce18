package com.ytempire.ml.drift.period;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PeriodDriftTest {
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final int DAYS = 14;
  private static final DriftConfig CONFIG =
      DriftConfig.parse("drift: {windows: {sliding: 3d}}", "drift.yaml", List.of());

  private final Random random = new Random(4);

  @Test
  void aStepIsFoundFromItsDayOnAndIsSudden() {
    List<DriftEvent> days = days(day -> day < 9 ? 0 : 0.6, WindowKind.TUMBLING);

    assertThat(days).hasSize(DAYS);
    assertThat(days.subList(0, 9))
        .extracting(DriftEvent::verdict)
        .containsOnly(DriftVerdict.STABLE);
    assertThat(days.subList(9, DAYS))
        .allSatisfy(
            day -> {
              assertThat(day.verdict()).isEqualTo(DriftVerdict.DRIFT);
              assertThat(day.shape()).isEqualTo(ChangeShape.SUDDEN);
            });
    assertThat(days.get(9).windowStart()).isEqualTo(BEGIN.plus(Duration.ofDays(9)));
  }

  @Test
  void aSlopeIsFoundWhereItIsFarEnoughAndIsGradual() {
    List<DriftEvent> days = days(day -> Math.max(0, day - 3) * 0.12, WindowKind.TUMBLING);

    DriftEvent last = days.get(DAYS - 1);
    assertThat(last.verdict()).isEqualTo(DriftVerdict.DRIFT);
    assertThat(last.shape()).isEqualTo(ChangeShape.GRADUAL);
    assertThat(days.get(3).verdict()).isEqualTo(DriftVerdict.STABLE);
  }

  @Test
  void windowsOverlapAndCountEachVideoOnce() {
    List<DriftEvent> sliding = days(day -> 0, WindowKind.SLIDING);

    assertThat(sliding).hasSize(DAYS);
    DriftEvent middle = sliding.get(6);
    assertThat(Duration.between(middle.windowStart(), middle.windowEnd()))
        .isEqualTo(Duration.ofDays(3));
    // 600 videos a day, the same ones every day, each with two rows.
    assertThat(sliding).extracting(DriftEvent::currentSize).containsOnly(600);
  }

  private List<DriftEvent> days(IntToDoubleFunction shift, WindowKind kind) {
    var column = new SampleColumn(Role.INPUT, "views");
    var drift = new PeriodDrift(CONFIG, Family.PREDICTIONS, List.of(column));
    for (int day = 0; day < DAYS; day++) {
      for (int video = 0; video < 600; video++) {
        Instant at = BEGIN.plus(Duration.ofDays(day)).plusSeconds(video);
        float value = (float) (random.nextGaussian() + shift.applyAsDouble(day));
        drift.add(DriftEvent.ALL, "v" + video, at, new float[] {-1_000});
        drift.add(DriftEvent.ALL, "v" + video, at.plusSeconds(40_000), new float[] {value});
      }
    }
    double[] before = random.doubles(4_000).map(any -> random.nextGaussian()).toArray();
    ReferenceProfile profile =
        new ProfileBuilder(4_000, 4_000).numbers(ProfileGroup.INPUTS, "views", before).build();
    return drift.judge("m", "1", profile).stream()
        .filter(event -> event.window() == kind && event.kind() == ColumnKind.FEATURE)
        .toList();
  }
}
