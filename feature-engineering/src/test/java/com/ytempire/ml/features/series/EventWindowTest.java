package com.ytempire.ml.features.series;

import static com.ytempire.ml.features.testing.Events.MONDAY;
import static com.ytempire.ml.features.testing.Events.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWindowTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final String[] FEATURES = {
    "name: tumbling, of: views, window: 1h, kind: tumbling, aggregation: sum",
    "name: hopping, of: views, window: 1h, kind: hopping, slide: 25m, aggregation: max",
    "name: other, of: views, window: 1h, kind: hopping, slide: 25m, aggregation: last"
  };

  @Test
  void theValueAtAnEventIsThatOfTheLastCompleteWindow() {
    VideoReplay replay = VideoReplay.of(FEATURES);

    replay.advance(at(0, 5L));
    replay.advance(at(30 * MINUTE, 7L));
    assertThat(replay.value("tumbling")).isNaN();
    assertThat(replay.nextWindowEnd() - MONDAY).isLessThanOrEqualTo(HOUR);
    replay.advance(at(HOUR, 1L));
    assertThat(replay.value("tumbling")).isEqualTo(12);
    replay.advance(at(5 * HOUR, 1L));

    assertThat(replay.value("tumbling")).isEqualTo(1);
    assertThat(replay.closed)
        .filteredOn(window -> window.column().name().equals("tumbling"))
        .extracting(ClosedWindow::startMillis, ClosedWindow::value, ClosedWindow::samples)
        .containsExactly(tuple(MONDAY, 12.0, 2L), tuple(MONDAY + HOUR, 1.0, 1L));
  }

  @ParameterizedTest
  @CsvSource({"2000, 1", "600000, 1", "5400000, 1", "36, 300000"})
  void closedWindowsEqualBruteForceAndDoNotDependOnWhenTheyWereClosed(
      int longestGap, long unitMillis) {
    long seed = longestGap;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    VideoReplay byEvents = VideoReplay.of(FEATURES);
    VideoReplay byTimers = VideoReplay.of(FEATURES);
    var sums = new TreeMap<Long, Double>();
    var maxima = new TreeMap<Long, Double>();
    long time = 0;
    for (int i = 0; i < 3000; i++) {
      time += unitMillis * (1 + random.nextInt(longestGap));
      long views = random.nextInt(1000);
      for (long start = firstHoppingStart(MONDAY + time);
          start <= MONDAY + time;
          start += 25 * MINUTE) {
        maxima.merge(start, (double) views, Math::max);
      }
      sums.merge((MONDAY + time) / HOUR * HOUR, (double) views, Double::sum);
      while (byTimers.state != null && byTimers.nextWindowEnd() < MONDAY + time) {
        byTimers.closeWindows(byTimers.nextWindowEnd());
      }
      byEvents.advance(at(time, views));
      byTimers.advance(at(time, views));
      for (String name : List.of("tumbling", "hopping", "other")) {
        assertThat(byTimers.value(name)).isEqualTo(Double.valueOf(byEvents.value(name)));
      }
    }
    byEvents.closeWindows(Long.MAX_VALUE);
    byTimers.closeWindows(Long.MAX_VALUE);

    assertThat(byTimers.nextWindowEnd()).isEqualTo(Long.MAX_VALUE);
    assertThat(byTimers.closed).containsExactlyInAnyOrderElementsOf(byEvents.closed);
    assertThat(valuesByStart(byEvents, "tumbling")).isEqualTo(sums);
    assertThat(valuesByStart(byEvents, "hopping")).isEqualTo(maxima);
  }

  /** The earliest multiple of the slide whose window still holds a time. */
  private static long firstHoppingStart(long time) {
    return (time - HOUR) / (25 * MINUTE) * (25 * MINUTE) + 25 * MINUTE;
  }

  private static TreeMap<Long, Double> valuesByStart(VideoReplay replay, String column) {
    var values = new TreeMap<Long, Double>();
    replay.closed.stream()
        .filter(window -> window.column().name().equals(column))
        .forEach(window -> values.put(window.startMillis(), window.value()));
    return values;
  }

  @Test
  void closedWindowsComeInOrderOfStartAndColumn() {
    VideoReplay replay = VideoReplay.of(FEATURES);
    for (int i = 0; i < 20; i++) {
      replay.advance(at(i * 10 * MINUTE, 1L));
    }
    var atOnce = new ArrayList<ClosedWindow>();
    VideoSeries series = VideoReplay.plan(FEATURES).newVideoSeries();
    series.closeWindows(replay.state, Long.MAX_VALUE);
    series.drainClosed(atOnce::add);

    assertThat(atOnce).hasSizeGreaterThan(4);
    assertThat(atOnce)
        .isSortedAccordingTo(
            (a, b) ->
                a.startMillis() != b.startMillis()
                    ? Long.compare(a.startMillis(), b.startMillis())
                    : Integer.compare(a.column().slot(), b.column().slot()));
  }

  @Test
  void nothingToCloseLeavesTheSameState() {
    VideoReplay replay = VideoReplay.of(FEATURES);
    replay.advance(at(0, 1L));
    byte[] before = replay.state;

    replay.closeWindows(MONDAY + 1);

    assertThat(replay.state).isSameAs(before);
  }
}
