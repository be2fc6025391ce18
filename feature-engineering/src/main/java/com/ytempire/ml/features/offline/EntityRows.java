package com.ytempire.ml.features.offline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one entity that a label may still be given: newest first, and of each only if it has
 * a column that no newer one has. Nearly always that is one row. Confined to one thread.
 */
final class EntityRows {
  private final List<StoredRow> rows = new ArrayList<>(1);
  private final long firstLabel;
  private long lastLabel;

  /**
   * @param firstLabel time of the entity's first label, in milliseconds since the epoch
   */
  EntityRows(long firstLabel) {
    this.firstLabel = firstLabel;
    this.lastLabel = firstLabel;
  }

  /** Says that a label of this time, at least the last one's, comes. */
  void expectLabel(long millis) {
    lastLabel = millis;
  }

  /** Whether some label can be given the row. */
  boolean wants(long eventMillis, long visibleFrom, long longestTtlMillis) {
    return visibleFrom <= lastLabel
        && firstLabel - longestTtlMillis <= eventMillis
        && visibleFrom - longestTtlMillis <= eventMillis;
  }

  /** Adds a row that can now be read. */
  void add(StoredRow row) {
    int at = 0;
    while (at < rows.size() && !row.isNewerThan(rows.get(at))) {
      at++;
    }
    rows.add(at, row);
    if (rows.size() > 1) {
      dropCovered(row.present().length);
    }
  }

  private void dropCovered(int columns) {
    boolean[] covered = new boolean[columns];
    rows.removeIf(
        row -> {
          boolean adds = false;
          for (int i = 0; i < columns; i++) {
            if (row.present()[i] && !covered[i]) {
              covered[i] = true;
              adds = true;
            }
          }
          return !adds;
        });
  }

  /** The newest row that has a column, or null where none has it. */
  @Nullable StoredRow newest(int column) {
    for (StoredRow row : rows) {
      if (row.present()[column]) {
        return row;
      }
    }
    return null;
  }

  /** Forgets rows older than this, which no label to come can be given. */
  void dropBefore(long eventMillis) {
    rows.removeIf(row -> row.eventMillis() < eventMillis);
  }
}
