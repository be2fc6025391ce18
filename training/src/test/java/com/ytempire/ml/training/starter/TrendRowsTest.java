package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.source.EventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendRowsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  static VideoEvent event(String region, String video, int hour, @Nullable Long views) {
    Instant at = START.plusSeconds(3600L * hour);
    return new VideoEvent(
        region + video + hour + "/" + views,
        "youtube",
        region,
        video,
        at,
        null,
        START,
        null,
        null,
        null,
        null,
        null,
        views,
        10L,
        null,
        null,
        null,
        null,
        null);
  }

  private static float input(TrendRow row, String name) {
    return row.inputs()[TrendInput.NAMES.indexOf(name)];
  }

  @Test
  void aRowsLabelIsTheNextSnapshotOfItsOwnSeries() {
    List<TrendRow> rows =
        TrendRows.of(
            List.of(
                event("US", "a", 0, 99L),
                event("CA", "a", 1, 5L),
                event("US", "a", 2, 119L),
                event("US", "a", 5, 119L)));

    assertThat(rows).extracting(TrendRow::viewsNow).containsExactly(99L, 119L);
    assertThat(rows).extracting(TrendRow::viewsThen).containsExactly(119L, 119L);
    assertThat(rows).extracting(TrendRow::isViral).containsExactly(true, false);
    assertThat(rows.get(0).logGrowth()).isCloseTo(Math.log(1.2), within(1e-12));
    assertThat(rows.get(1).logGrowth()).isZero();
    assertThat(input(rows.get(1), "delta_views")).isEqualTo(20);
    assertThat(input(rows.get(1), "prev_gap_hours")).isEqualTo(2);
    assertThat(input(rows.get(1), "video_age_hours")).isEqualTo(2);
    assertThat(input(rows.get(0), "delta_views")).isNaN();
    assertThat(input(rows.get(0), "dislikes")).isNaN();
  }

  @Test
  void aLabelIsStrictlyLaterAndKnown() {
    List<TrendRow> rows =
        TrendRows.of(
            List.of(
                event("US", "a", 0, 10L),
                event("US", "a", 0, 20L),
                event("US", "a", 1, null),
                event("US", "a", 2, 40L)));

    assertThat(rows).extracting(TrendRow::viewsNow).containsExactlyInAnyOrder(10L, 20L);
    assertThat(rows).extracting(TrendRow::viewsThen).containsOnly(40L);
  }

  @Test
  void thinningKeepsEverySoManiethSnapshotOfEachSeries() {
    List<VideoEvent> events =
        List.of(
            event("US", "a", 0, 1L),
            event("US", "b", 0, 2L),
            event("US", "a", 1, 3L),
            event("US", "a", 2, 4L),
            event("US", "b", 2, 5L));

    assertThat(TrendRows.thinned(events, 2))
        .extracting(VideoEvent::views)
        .containsExactly(1L, 2L, 4L);
  }

  @Test
  void linesAboutOtherThingsAreLeftOutAndBrokenOnesNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(
        file,
        """
        {"topic": "speedrun", "volume": 1, "event_time": "2026-01-01T00:00:00Z"}
        {"video_id": "a", "event_time": "2026-01-01T00:00:00Z", "views": 3}
        """);
    assertThat(EventFiles.read(file, Clock.systemUTC()))
        .extracting(VideoEvent::videoId)
        .containsExactly("a");

    Files.writeString(file, "{\"video_id\": \"a\", \"event_time\": \"noon\"}\n");
    assertThatThrownBy(() -> EventFiles.read(file, Clock.systemUTC()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events.jsonl:1: event_time");
  }
}
