package com.ytempire.ml.local.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SyntheticDaysTest {
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");
  private static final Duration CHANGE = Duration.ofDays(3);

  @Test
  void equalSeedsGiveEqualRecordsWheneverTheyArePlayed() throws Exception {
    List<String> once = texts(records(new SyntheticDays(7, START, CHANGE), START));

    assertThat(texts(records(new SyntheticDays(7, START, CHANGE), START.plusSeconds(86_401))))
        .isEqualTo(once);
    assertThat(texts(records(new SyntheticDays(8, START, CHANGE), START))).isNotEqualTo(once);
    assertThat(texts(records(new SyntheticDays(7, START, CHANGE.plusDays(9)), START)))
        .as("the change is not foreseen")
        .startsWith(
            once.stream()
                .limit(
                    records(new SyntheticDays(7, START, CHANGE), START).stream()
                        .takeWhile(r -> r.eventTime().isBefore(START.plus(CHANGE)))
                        .count())
                .toArray(String[]::new));
  }

  @Test
  void eachVideoIsSeenFourTimesADay() throws Exception {
    Map<String, List<Instant>> times = new HashMap<>();
    for (VideoEvent event : events(records(new SyntheticDays(7, START, CHANGE), START))) {
      times.computeIfAbsent(event.seriesId(), id -> new ArrayList<>()).add(event.eventTime());
    }

    assertThat(times.size()).isGreaterThan(1_000);
    for (List<Instant> series : times.values()) {
      for (int i = 1; i < series.size(); i++) {
        assertThat(Duration.between(series.get(i - 1), series.get(i)))
            .isEqualTo(SyntheticDays.INTERVAL);
      }
    }
  }

  @Test
  void trendsAreNewEveryDayAndTheirVideosArePushedTogether() throws Exception {
    Instant change = START.plus(CHANGE);
    Map<String, VideoEvent> before = new HashMap<>();
    Map<String, List<Double>> growth = new HashMap<>();
    Map<Long, List<String>> trends = new HashMap<>();
    for (VideoEvent event : events(records(new SyntheticDays(7, START, CHANGE), START))) {
      String trend = event.tags().get(1);
      VideoEvent last = before.put(event.seriesId(), event);
      if (last == null) {
        trends
            .computeIfAbsent(event.eventTime().getEpochSecond() / 86_400, d -> new ArrayList<>())
            .add(trend);
      } else if (last.eventTime().isAfter(change) && event.views() > 1_000) {
        long interval = Duration.between(change, event.eventTime()).toHours() / 6;
        growth
            .computeIfAbsent(trend + interval, key -> new ArrayList<>())
            .add((double) (event.views() - last.views()) / event.views());
      }
    }

    long day = START.getEpochSecond() / 86_400;
    assertThat(trends.get(day + 1)).doesNotContainAnyElementsOf(trends.get(day + 2));
    long mixed =
        growth.values().stream()
            .filter(list -> list.stream().anyMatch(g -> g > 0.2))
            .filter(list -> list.stream().filter(g -> g < 0.02).count() > list.size() / 2)
            .count();
    assertThat(mixed)
        .as("of %d trends and intervals", growth.size())
        .isLessThan(growth.size() / 20);
  }

  private static List<InputRecord> records(SyntheticDays days, Instant played) throws Exception {
    List<InputRecord> records = new ArrayList<>();
    Instant end = START.plus(Duration.ofDays(5));
    try (InputReader reader = days.open(played)) {
      for (InputRecord r = reader.next(); r.eventTime().isBefore(end); r = reader.next()) {
        records.add(r);
      }
    }
    return records;
  }

  private static List<VideoEvent> events(List<InputRecord> records) {
    return records.stream().filter(r -> r.event() != null).map(InputRecord::event).toList();
  }

  private static List<String> texts(List<InputRecord> records) {
    return records.stream()
        .map(r -> new String(r.payload(), StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }
}
