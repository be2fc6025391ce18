package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a label was given: per column of the schema the row that its value comes from. One object
 * serves all labels of a join; its content holds until the next one.
 */
public final class JoinedRow {
  private final List<FeatureColumn> columns;
  private final @Nullable StoredRow[] rows;

  JoinedRow(FeatureSchema schema) {
    this.columns = schema.columns();
    this.rows = new StoredRow[columns.size()];
  }

  void set(int column, @Nullable StoredRow row) {
    rows[column] = row;
  }

  /** Whether there is a value, be it a computed null. */
  public boolean isPresent(int column) {
    return rows[column] != null;
  }

  /** Value of a number column; NaN for null and where it is missing. */
  public double number(int column) {
    StoredRow row = rows[column];
    FeatureColumn which = columns.get(column);
    return row == null || which.kind() == ValueKind.EMBEDDING
        ? Double.NaN
        : row.numbers()[which.slot()];
  }

  /** Value of an embedding column, null for null and where it is missing. Not to be changed. */
  public float @Nullable [] embedding(int column) {
    StoredRow row = rows[column];
    FeatureColumn which = columns.get(column);
    return row == null || which.kind() != ValueKind.EMBEDDING
        ? null
        : row.embeddings()[which.slot()];
  }

  /** The newest event time of its values, in milliseconds since the epoch; empty is the least. */
  public long newestEventMillis() {
    long newest = Long.MIN_VALUE;
    for (StoredRow row : rows) {
      newest = row == null ? newest : Math.max(newest, row.eventMillis());
    }
    return newest;
  }

  /** The latest time at which one of its values became known; the least long where it is empty. */
  public long newestKnownMillis() {
    long newest = Long.MIN_VALUE;
    for (StoredRow row : rows) {
      newest = row == null ? newest : Math.max(newest, row.knownMillis());
    }
    return newest;
  }

  FeatureRead read(PointInTimeJoin.Label label) {
    List<FeatureRead.Value> values = new ArrayList<>(rows.length);
    for (int i = 0; i < rows.length; i++) {
      StoredRow row = rows[i];
      FeatureColumn column = columns.get(i);
      values.add(
          row == null
              ? FeatureRead.Value.missing(column)
              : FeatureRead.Value.found(
                  column,
                  number(i),
                  embedding(i),
                  Instant.ofEpochMilli(row.eventMillis()),
                  row.eventId(),
                  label.at()));
    }
    return new FeatureRead(label.entity(), values, "offline", null);
  }
}
