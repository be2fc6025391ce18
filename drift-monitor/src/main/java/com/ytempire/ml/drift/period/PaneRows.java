package com.ytempire.ml.drift.period;

import com.ytempire.ml.drift.sample.PaneSample;
import com.ytempire.ml.drift.sample.UnitHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest row of each unit of a pane so far. Confined to one thread. */
final class PaneRows {
  private final List<String> columns;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private long seen;

  PaneRows(List<String> columns) {
    this.columns = columns;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long time, float[] values) {}

  void add(String unit, long time, float[] values) {
    seen++;
    rows.merge(
        UnitHash.of(unit),
        new Row(time, values),
        (before, now) -> now.time() >= before.time() ? now : before);
  }

  PaneSample sample() {
    long[] units = new long[rows.size()];
    long[] times = new long[units.length];
    float[] values = new float[units.length * columns.size()];
    int at = 0;
    for (Map.Entry<Long, Row> row : rows.entrySet()) {
      units[at] = row.getKey();
      times[at] = row.getValue().time();
      System.arraycopy(row.getValue().values(), 0, values, at * columns.size(), columns.size());
      at++;
    }
    return new PaneSample(columns, units, times, values, Long.MAX_VALUE, seen);
  }
}
