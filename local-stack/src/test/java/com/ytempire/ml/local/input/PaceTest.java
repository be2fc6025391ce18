package com.ytempire.ml.local.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void spreadsEventTimeOverWallTime() {
    Pace pace = new Pace(120, false);

    assertThat(pace.waitMillis(1_000, 50)).as("the first is due").isZero();
    assertThat(pace.waitMillis(121_000, 50)).isEqualTo(1_000);
    assertThat(pace.waitMillis(121_000, 1_050)).isZero();
    assertThat(pace.waitMillis(121_000, 9_050)).as("late is due").isZero();
    assertThat(pace.reached(500_000, 1_050)).isEqualTo(121_000);
    assertThat(pace.reached(60_000, 1_050)).as("not beyond the next record").isEqualTo(60_000);
  }

  @Test
  void withoutSpeedEverythingIsDueAndOnlyRecordsTellTheTime() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, false);

    assertThat(pace.waitMillis(Long.MAX_VALUE / 2, 0)).isZero();
    assertThat(pace.reached(5, 10)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void liveRecordsWaitForTheirOwnTime() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, true);

    assertThat(pace.waitMillis(900, 1_000)).isZero();
    assertThat(pace.waitMillis(1_500, 1_000)).isEqualTo(500);
    assertThat(pace.reached(1_500, 1_000)).isEqualTo(1_000);
  }

  @Test
  void catchesUpThenFollowsTheClock() {
    Pace pace = new Pace(120, true);
    long wall = 1_000_000_000;
    long past = wall - 119_000;

    assertThat(pace.waitMillis(past, wall)).isZero();
    assertThat(pace.waitMillis(past + 120_000, wall)).isEqualTo(1_000);
    assertThat(pace.waitMillis(past + 180_000, wall + 1_500)).isEqualTo(59_500);
  }

  @Test
  void recordsWaitUntilTheyAreReleased() {
    var released = new AtomicLong(1_000);
    Pace pace = new Pace(Double.POSITIVE_INFINITY, false, released::get);

    assertThat(pace.waitMillis(999, 5)).isZero();
    assertThat(pace.waitMillis(1_000, 5)).isPositive();
    assertThat(pace.reached(4_000, 5)).as("event time stands still").isEqualTo(1_000);

    released.set(5_000);

    assertThat(pace.waitMillis(1_000, 5)).isZero();
    assertThat(pace.reached(4_000, 5)).as("not beyond the next record").isEqualTo(4_000);
  }

  @Test
  void progressIsReadAsItWasWritten() throws Exception {
    PlayProgress progress =
        new PlayProgress(Instant.ofEpochMilli(5), 10, 4, 3, 2, 1, -7, 1_578_165_780_000L, true);

    assertThat(PlayProgress.fromJson(progress.toJson())).isEqualTo(progress);
    PlayProgress none = PlayProgress.none(Instant.ofEpochMilli(9));
    assertThat(PlayProgress.fromJson(none.toJson())).isEqualTo(none);
    assertThat(none.hasTimes()).isFalse();
  }
}
