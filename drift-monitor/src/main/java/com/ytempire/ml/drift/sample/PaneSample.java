package com.ytempire.ml.drift.sample;

import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.WindowSample;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.profile.ColumnProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The latest row of each unit of a pane, or of several panes, where there are more than are kept of
 * those whose hashes are least. Two samples of panes that follow each other make the sample of
 * both: a unit's hash is the same everywhere.
 *
 * @param columns words of the columns, see {@link SampleColumn}
 * @param units hash of each row's unit, ascending. Not to be changed
 * @param times of the rows, in epoch milliseconds. Not to be changed
 * @param values row after row, NaN where missing. Not to be changed
 * @param most every unit with a hash up to this one is here; {@link Long#MAX_VALUE} where all are
 * @param seen rows that there were, those of units that were left out too
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PaneSample(
    List<String> columns, long[] units, long[] times, float[] values, long most, long seen) {

  /** Without rows. */
  public static final PaneSample EMPTY =
      new PaneSample(List.of(), new long[0], new long[0], new float[0], Long.MAX_VALUE, 0);

  /** How many rows there are. */
  public int size() {
    return units.length;
  }

  /** How many units these are of. */
  public int distinctUnits() {
    int distinct = 0;
    for (int i = 0; i < units.length; i++) {
      distinct += i == 0 || units[i] != units[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  /** Whether it is of all units, not of a choice. */
  public boolean isWhole() {
    return most == Long.MAX_VALUE;
  }

  /**
   * The sample of several panes.
   *
   * @param panes by time, oldest first; at least one
   * @param mostUnits so many are kept, 1 or more
   */
  public static PaneSample merge(List<PaneSample> panes, int mostUnits) {
    if (panes.size() == 1 && panes.get(0).distinctUnits() <= mostUnits) {
      return panes.get(0);
    }
    var names = new TreeSet<String>();
    var rows = new TreeMap<Long, List<int[]>>();
    long most = Long.MAX_VALUE;
    long seen = 0;
    for (int pane = 0; pane < panes.size(); pane++) {
      PaneSample sample = panes.get(pane);
      names.addAll(sample.columns());
      most = Math.min(most, sample.most());
      seen += sample.seen();
      for (int row = 0; row < sample.size(); row++) {
        rows.computeIfAbsent(sample.units()[row], unit -> new ArrayList<>())
            .add(new int[] {pane, row});
      }
    }
    // Of units beyond the least bound some panes know nothing.
    rows.tailMap(most, false).clear();
    while (rows.size() > mostUnits) {
      rows.pollLastEntry();
      most = rows.lastKey();
    }
    return of(panes, new ArrayList<>(names), rows, most, seen);
  }

  private static PaneSample of(
      List<PaneSample> panes,
      List<String> columns,
      TreeMap<Long, List<int[]>> rows,
      long most,
      long seen) {
    int[][] places = new int[panes.size()][];
    for (int pane = 0; pane < places.length; pane++) {
      List<String> own = panes.get(pane).columns();
      places[pane] = columns.stream().mapToInt(own::indexOf).toArray();
    }
    int size = rows.values().stream().mapToInt(List::size).sum();
    long[] units = new long[size];
    long[] times = new long[size];
    float[] values = new float[size * columns.size()];
    int at = 0;
    for (Map.Entry<Long, List<int[]>> unit : rows.entrySet()) {
      for (int[] row : unit.getValue()) {
        PaneSample from = panes.get(row[0]);
        units[at] = unit.getKey();
        times[at] = from.times()[row[1]];
        for (int column = 0; column < columns.size(); column++) {
          int own = places[row[0]][column];
          values[at * columns.size() + column] =
              own < 0 ? Float.NaN : from.values()[row[1] * from.columns().size() + own];
        }
        at++;
      }
    }
    return new PaneSample(columns, units, times, values, most, seen);
  }

  /** The rows as columns. */
  public WindowSample window(Family family) {
    var byColumn = new LinkedHashMap<SampleColumn, double[]>();
    int width = columns.size();
    for (int column = 0; column < width; column++) {
      SampleColumn name = SampleColumn.of(columns.get(column)).orElse(null);
      if (name != null) {
        double[] numbers = new double[size()];
        for (int row = 0; row < numbers.length; row++) {
          numbers[row] = values[row * width + column];
        }
        byColumn.put(name, numbers);
      }
    }
    return new WindowSample(
        family,
        new TreeMap<>(byColumn),
        distinctUnits(),
        Arrays.stream(times)
            .mapToInt(millis -> ColumnProfile.hourOfWeek(Instant.ofEpochMilli(millis)))
            .toArray());
  }
}
