package com.ytempire.ml.jobs.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a pane besides its rows.
 *
 * @param key what it is judged with
 * @param start first instant, in epoch milliseconds
 * @param columns words of the columns so far; later ones are put behind
 * @param seen rows so far
 * @param kept units that have a row
 * @param most units with a greater hash are left out
 */
public record PaneHead(
    Observation.Key key, long start, List<String> columns, long seen, int kept, long most) {

  /** With one more row seen, and the columns that it is the first to have. */
  PaneHead with(Set<String> names) {
    List<String> all = columns;
    if (columns.size() < names.size() || !new HashSet<>(columns).containsAll(names)) {
      all = new ArrayList<>(columns);
      for (String name : new TreeSet<>(names)) {
        if (!columns.contains(name)) {
          all.add(name);
        }
      }
    }
    return new PaneHead(key, start, all, seen + 1, kept, most);
  }

  PaneHead oneMore() {
    return new PaneHead(key, start, columns, seen, kept + 1, most);
  }

  PaneHead upTo(long greatest, int left) {
    return new PaneHead(key, start, columns, seen, left, greatest);
  }

  /** A row's numbers in the order of the columns. */
  float[] values(Map<String, Double> byName) {
    float[] values = new float[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (double) byName.getOrDefault(columns.get(i), Double.NaN);
    }
    return values;
  }
}
