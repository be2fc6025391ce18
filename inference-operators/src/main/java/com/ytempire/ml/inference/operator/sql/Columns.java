package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.operator.sql.RowTask.OutputColumn;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * The columns that a query declares for a model's inputs or outputs.
 *
 * @param owner what messages begin with
 * @param side {@code input} or {@code output}
 */
record Columns(ModelRef owner, String side, List<Entry> entries) {
  private static final String VERSION_COLUMN = "model_version";

  record Entry(int index, String name, LogicalType type) {}

  static Columns of(ModelManifest manifest, String side, ResolvedSchema schema) {
    List<Column> columns = schema.getColumns();
    Entry[] entries = new Entry[columns.size()];
    for (int i = 0; i < entries.length; i++) {
      Column column = columns.get(i);
      entries[i] = new Entry(i, column.getName(), column.getDataType().getLogicalType());
    }
    return new Columns(manifest.ref(), side, List.of(entries));
  }

  ValidationException refusal(String format, Object... values) {
    return new ValidationException("model " + owner + ": " + format.formatted(values));
  }

  /** A column of a type that does not fit. */
  ValidationException refusal(Entry column, String allowed) {
    return refusal(
        "%s column '%s' is %s; allowed: %s", side, column.name(), column.type(), allowed);
  }

  /** The only column. */
  Entry single(String allowed) {
    if (entries.size() != 1) {
      throw refusal("has %d %s columns; allowed: %s", entries.size(), side, allowed);
    }
    return entries.get(0);
  }

  /**
   * For each column, which of the named things it stands for: by name when all columns have one of
   * the names, in order when none has.
   *
   * @param wanted names of the things
   * @param all whether each must have its column
   * @return per column, the index into the names
   */
  int[] match(List<String> wanted, boolean all) {
    long named = entries.stream().filter(column -> wanted.contains(column.name())).count();
    int[] indexes = new int[entries.size()];
    if (named == 0 && entries.size() == wanted.size()) {
      for (int i = 0; i < indexes.length; i++) {
        indexes[i] = i;
      }
      return indexes;
    }
    HashSet<String> missing = new HashSet<>(wanted);
    for (int i = 0; i < indexes.length; i++) {
      String name = entries.get(i).name();
      indexes[i] = wanted.indexOf(name);
      if (indexes[i] < 0) {
        throw refusal("%s column '%s' is none of the model's; allowed: %s", side, name, wanted);
      }
      missing.remove(name);
    }
    if (all && !missing.isEmpty()) {
      throw refusal(
          "%s columns are missing: %s", side, wanted.stream().filter(missing::contains).toList());
    }
    return indexes;
  }

  /** The columns without {@code model_version}. */
  Columns withoutVersion() {
    return new Columns(owner, side, entries.stream().filter(column -> !isVersion(column)).toList());
  }

  static boolean isVersion(Entry column) {
    return column.name().equals(VERSION_COLUMN) && isText(column.type());
  }

  static <A> OutputColumn<A> version() {
    return (answer, ref) -> StringData.fromString(ref.version());
  }

  static boolean isText(LogicalType type) {
    return type.is(LogicalTypeFamily.CHARACTER_STRING);
  }

  static boolean isNumber(LogicalType type) {
    return type.is(LogicalTypeFamily.NUMERIC) || type.is(LogicalTypeRoot.BOOLEAN);
  }

  static boolean isFloating(LogicalType type) {
    return type.is(LogicalTypeRoot.FLOAT) || type.is(LogicalTypeRoot.DOUBLE);
  }

  static boolean isArrayOfFloating(LogicalType type) {
    return type.is(LogicalTypeRoot.ARRAY) && isFloating(type.getChildren().get(0));
  }
}
