package com.ytempire.ml.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePairTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-20T13:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void theSecondFileBeginsOnTheDayAfterTheFirstOnesLast() throws Exception {
    Path first = DailyEvents.write(folder.resolve("first.jsonl"), 60, 1);
    Path second = DailyEvents.write(folder.resolve("second.jsonl"), 80, 2);

    DemoWorld world = DemoWorld.files(List.of(first, second), DriftConfig.DEFAULT, NOW);

    Timeline timeline = world.timeline();
    List<VideoEvent> events = read(world);
    Instant change = timeline.change();
    assertThat(events).hasSize(lines(first) + lines(second));
    assertThat(events.stream().filter(e -> e.eventTime().isBefore(change)).count())
        .isEqualTo(lines(first));
    assertThat(events.get(0).eventTime())
        .isBetween(timeline.start(), timeline.start().plus(Timeline.DAY));
    assertThat(events.get(lines(first)).eventTime()).isBefore(change.plus(Timeline.DAY));
    assertThat(timeline.interval()).as("snapshots of a day").isEqualTo(Timeline.DAY);
    assertThat(world.drift().triggers().windows()).as("days to learn from").isEqualTo(4);
    assertThat(timeline.judged(change)).isEqualTo(change.plus(Duration.ofHours(24 + 24 + 2)));
    assertThat(timeline.learnt()).isAfter(timeline.start()).isBefore(change);
    assertThat(timeline.latest()).isBeforeOrEqualTo(NOW.instant());
  }

  @Test
  void movedSnapshotsKeepTheirAges() throws Exception {
    Path file = DailyEvents.write(folder.resolve("file.jsonl"), 60, 1);
    List<VideoEvent> moved = read(DemoWorld.files(List.of(file, file), DriftConfig.DEFAULT, NOW));
    var reader = new VideoEventReader(NOW);
    VideoEvent original = reader.read(Files.readAllLines(file).get(0).getBytes("UTF-8"));

    VideoEvent first = moved.get(0);
    assertThat(Duration.between(first.publishTime(), first.eventTime()))
        .isEqualTo(Duration.between(original.publishTime(), original.eventTime()));
    assertThat(first.views()).isEqualTo(original.views());
    assertThat(first.eventTime()).isNotEqualTo(original.eventTime());
  }

  @Test
  void refusesAFileWithoutSnapshots() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    Path other = DailyEvents.write(folder.resolve("other.jsonl"), 60, 1);

    assertThatThrownBy(() -> DemoWorld.files(List.of(empty, other), DriftConfig.DEFAULT, NOW))
        .hasMessageContaining("empty.jsonl has no snapshot");
  }

  private static int lines(Path file) throws Exception {
    return Files.readAllLines(file).size();
  }

  private static List<VideoEvent> read(DemoWorld world) throws Exception {
    List<VideoEvent> events = new ArrayList<>();
    try (InputReader reader = world.source().open(Instant.EPOCH)) {
      for (InputRecord r = reader.next(); r != null; r = reader.next()) {
        events.add(r.event());
      }
    }
    return events;
  }
}
