package com.ytempire.ml.drift.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaneSampleTest {
  private static final long MONDAY = Instant.parse("2026-01-05T05:30:00Z").toEpochMilli();

  @Test
  void ofAUnitInSeveralPanesThereIsARowOfEachAndItCountsOnce() {
    PaneSample first = pane(List.of("input:views"), 0, new float[] {1, 2}, "a", "b");
    PaneSample second =
        pane(List.of("input:likes", "input:views"), 1, new float[] {7, 3, 8, 4}, "b", "c");

    PaneSample both = PaneSample.merge(List.of(first, second), 100);

    assertThat(both.size()).isEqualTo(4);
    assertThat(both.distinctUnits()).isEqualTo(3);
    assertThat(both.isWhole()).isTrue();
    assertThat(both.seen()).isEqualTo(4);
    WindowSample window = both.window(Family.PREDICTIONS);
    double[] views = window.columns().get(new SampleColumn(Role.INPUT, "views"));
    double[] likes = window.columns().get(new SampleColumn(Role.INPUT, "likes"));
    assertThat(window.units()).isEqualTo(3);
    assertThat(views).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(likes).containsExactlyInAnyOrder(7, 8, Double.NaN, Double.NaN);
    // The first pane begins on Monday at five, the second an hour later.
    assertThat(window.hours()).containsExactlyInAnyOrder(5, 5, 6, 6);
  }

  @Test
  void theChoiceIsThatOfAllRowsAtOnceWhereverTheyLay() {
    String[] names = IntStream.range(0, 3_000).mapToObj(i -> "video-" + i).toArray(String[]::new);
    float[] values = new float[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    PaneSample all = pane(List.of("input:at"), 0, values, names);
    PaneSample left = part(values, names, 0, 1_700);
    PaneSample right = part(values, names, 1_700, 3_000);

    PaneSample whole = PaneSample.merge(List.of(all), 500);
    PaneSample parted =
        PaneSample.merge(
            List.of(PaneSample.merge(List.of(left), 500), PaneSample.merge(List.of(right), 500)),
            500);

    assertThat(whole.size()).isEqualTo(500);
    assertThat(whole.isWhole()).isFalse();
    assertThat(parted.units()).isEqualTo(whole.units());
    assertThat(parted.values()).isEqualTo(whole.values());
    assertThat(parted.most()).isEqualTo(whole.most());
  }

  @Test
  void theChoiceIsFair() {
    String[] names = IntStream.range(0, 40_000).mapToObj(i -> "US|" + i).toArray(String[]::new);
    float[] values = new float[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100;
    }

    PaneSample chosen =
        PaneSample.merge(List.of(pane(List.of("input:at"), 0, values, names)), 4_000);

    // Of each hundredth about 40; chi-square of 99 is below 149 in 999 of 1,000 fair choices.
    int[] counts = new int[100];
    for (float value : chosen.values()) {
      counts[(int) value]++;
    }
    double chiSquare = Arrays.stream(counts).mapToDouble(n -> (n - 40) * (n - 40) / 40.0).sum();
    assertThat(chiSquare).isLessThan(149);
    assertThat((double) chosen.most() / Long.MAX_VALUE).isCloseTo(0.1, within(0.01));
  }

  private static PaneSample part(float[] values, String[] names, int from, int to) {
    return pane(
        List.of("input:at"),
        0,
        Arrays.copyOfRange(values, from, to),
        Arrays.copyOfRange(names, from, to));
  }

  private static PaneSample pane(List<String> columns, int hour, float[] values, String... names) {
    int width = columns.size();
    var rows = new TreeMap<Long, Integer>();
    for (int i = 0; i < names.length; i++) {
      rows.put(UnitHash.of(names[i]), i);
    }
    assertThat(rows).hasSize(names.length);
    long[] units = rows.keySet().stream().mapToLong(Long::longValue).toArray();
    long[] times = new long[units.length];
    float[] ordered = new float[values.length];
    int at = 0;
    for (int row : rows.values()) {
      times[at] = MONDAY + 3_600_000L * hour;
      System.arraycopy(values, row * width, ordered, at * width, width);
      at++;
    }
    return new PaneSample(columns, units, times, ordered, Long.MAX_VALUE, names.length);
  }
}
