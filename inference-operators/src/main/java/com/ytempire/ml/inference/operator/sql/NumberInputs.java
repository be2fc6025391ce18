package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.operator.sql.Columns.Entry;
import com.ytempire.ml.inference.operator.sql.RowTask.RowInput;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Rows of numbers as the rows that models score. */
final class NumberInputs {
  private static final String NUMBERS =
      "TINYINT, SMALLINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BOOLEAN";

  private NumberInputs() {}

  /** One column per feature. */
  static RowInput<float[]> row(ModelManifest manifest, Columns columns) {
    for (Entry column : columns.entries()) {
      if (!Columns.isNumber(column.type())) {
        throw columns.refusal(column, NUMBERS);
      }
    }
    List<String> features = manifest.features();
    int[] featureOf = columns.match(features, true);
    if (columns.entries().size() != features.size()) {
      throw columns.refusal(
          "has %d input columns; the model takes %s", columns.entries().size(), features);
    }
    boolean missingAllowed = missingAllowed(manifest);
    RowData.FieldGetter[] getters = getters(columns);
    String[] names = columns.entries().stream().map(Entry::name).toArray(String[]::new);
    return row -> {
      float[] values = new float[featureOf.length];
      for (int i = 0; i < featureOf.length; i++) {
        values[featureOf[i]] = number(uncast(row, i, getters[i]), names[i], missingAllowed);
      }
      return (engine, timeout) -> ((TabularEngine) engine).score(values, timeout);
    };
  }

  private static float number(@Nullable Object value, String column, boolean missingAllowed) {
    if (value instanceof Number number) {
      return number.floatValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof DecimalData decimal) {
      return decimal.toBigDecimal().floatValue();
    }
    if (value == null && missingAllowed) {
      return Float.NaN;
    }
    throw new IllegalArgumentException(
        "column '%s' is %s; the model needs a number".formatted(column, value));
  }

  /**
   * A value as it is: Flink checks that the column of the query's table could be cast to the
   * model's, but hands it over uncast, so that what was declared DOUBLE may come as an Integer.
   */
  private static @Nullable Object uncast(RowData row, int index, RowData.FieldGetter declared) {
    return row instanceof GenericRowData generic
        ? generic.getField(index)
        : declared.getFieldOrNull(row);
  }

  private static RowData.FieldGetter[] getters(Columns columns) {
    return columns.entries().stream()
        .map(column -> RowData.createFieldGetter(column.type(), column.index()))
        .toArray(RowData.FieldGetter[]::new);
  }

  private static boolean missingAllowed(ModelManifest manifest) {
    return manifest.signature().inputs().stream().anyMatch(TensorSpec::missingAllowed);
  }
}
