package com.ytempire.ml.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import com.ytempire.ml.local.synthetic.SyntheticDays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldInputTest {
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void tellsHowManyRecordsLieBeforeWhatIsReleased() throws Exception {
    var input = new HeldInput(new SyntheticDays(1, START, Duration.ofDays(9)));
    Instant noon = START.plus(Duration.ofHours(12));

    try (InputReader reader = input.open(START)) {
      assertThat(input.releasedUntilMillis()).as("nothing at first").isEqualTo(Long.MIN_VALUE);
      input.release(noon);
      assertThat(input.releasedUntilMillis()).isEqualTo(noon.toEpochMilli());
      long before = 0;
      assertThat(input.releasedRecords()).as("none was taken yet").isEqualTo(-1);
      InputRecord record = reader.next();
      while (record.eventTime().isBefore(noon)) {
        before++;
        assertThat(input.releasedRecords()).as("not all were taken").isEqualTo(-1);
        record = reader.next();
      }

      assertThat(input.releasedRecords()).isEqualTo(before).isGreaterThan(1_000);
      input.release(START);
      assertThat(input.releasedUntilMillis()).as("it never falls").isEqualTo(noon.toEpochMilli());
    }
  }

  @Test
  void callersKnowOnlyWhatWasSent() throws Exception {
    var input = new HeldInput(new SyntheticDays(1, START, Duration.ofDays(9)));
    try (InputReader reader = input.open(START)) {
      InputRecord record = reader.next();
      while (record.event() == null) {
        record = reader.next();
      }
      String series = record.event().seriesId();

      assertThat(input.sightings().newest(series)).as("it may still be held").isEmpty();
      reader.next();

      List<Sighting> seen = input.sightings().since(START);
      assertThat(seen).extracting(Sighting::series).containsExactly(series);
      assertThat(record.event().title().toLowerCase(java.util.Locale.ROOT))
          .as("it is about what its title names")
          .contains(seen.get(0).topic());
      assertThat(input.sightings().since(record.eventTime().plusMillis(1))).isEmpty();
    }
  }

  @Test
  void outcomesAreThereOnceAVideoWasSeenAgain() throws Exception {
    var input = new HeldInput(new SyntheticDays(1, START, Duration.ofDays(9)));
    Sightings sightings = input.sightings();
    try (InputReader reader = input.open(START)) {
      InputRecord record = reader.next();
      while (record.eventTime().isBefore(START.plus(SyntheticDays.INTERVAL))) {
        record = reader.next();
      }
      assertThat(sightings.hasOutcomeSince(START)).as("each was seen once").isFalse();

      while (record.eventTime().isBefore(START.plus(SyntheticDays.INTERVAL.multipliedBy(2)))) {
        record = reader.next();
      }
      assertThat(sightings.hasOutcomeSince(START)).isTrue();
      assertThat(sightings.hasOutcomeSince(START.plus(SyntheticDays.INTERVAL))).isFalse();
      assertThat(input.isExhausted()).isFalse();
    }
  }
}
