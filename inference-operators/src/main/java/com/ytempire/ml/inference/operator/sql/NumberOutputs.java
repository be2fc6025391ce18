package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.operator.sql.Columns.Entry;
import com.ytempire.ml.inference.operator.sql.RowTask.OutputColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** The numbers that a model gives as columns. */
final class NumberOutputs {
  private NumberOutputs() {}

  /** A column per output of the signature; outputs without a column are left out. */
  static List<OutputColumn<float[]>> columns(ModelManifest manifest, Columns all) {
    List<TensorSpec> specs = manifest.signature().outputs();
    int[] offsets = new int[specs.size() + 1];
    for (int i = 0; i < specs.size(); i++) {
      offsets[i + 1] = offsets[i] + width(specs.get(i));
    }
    Columns named = all.withoutVersion();
    int[] specOf = named.match(specs.stream().map(TensorSpec::name).toList(), false);
    List<OutputColumn<float[]>> columns = new ArrayList<>();
    int next = 0;
    for (Entry column : all.entries()) {
      if (Columns.isVersion(column)) {
        columns.add(Columns.version());
        continue;
      }
      int spec = specOf[next++];
      columns.add(column(all, column, offsets[spec], width(specs.get(spec))));
    }
    return List.copyOf(columns);
  }

  private static OutputColumn<float[]> column(
      Columns columns, Entry column, int offset, int width) {
    LogicalType type = column.type();
    if (width == 1 && type.is(LogicalTypeRoot.FLOAT)) {
      return (answer, ref) -> answer[offset];
    }
    if (width == 1 && type.is(LogicalTypeRoot.DOUBLE)) {
      return (answer, ref) -> (double) answer[offset];
    }
    if (Columns.isArrayOfFloating(type)) {
      boolean isDouble = type.getChildren().get(0).is(LogicalTypeRoot.DOUBLE);
      return (answer, ref) -> array(Arrays.copyOfRange(answer, offset, offset + width), isDouble);
    }
    throw columns.refusal(
        column,
        width == 1 ? "FLOAT, DOUBLE" : "ARRAY<FLOAT>, ARRAY<DOUBLE> (%d numbers)".formatted(width));
  }

  /** Numbers as an array of FLOAT or DOUBLE; takes over the array that it is given. */
  static GenericArrayData array(float[] values, boolean isDouble) {
    if (!isDouble) {
      return new GenericArrayData(values);
    }
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return new GenericArrayData(doubles);
  }

  /** Numbers per row: the product of all sizes but the batch's. */
  private static int width(TensorSpec spec) {
    long width = 1;
    for (long size : spec.shape().subList(1, spec.shape().size())) {
      width *= Math.max(1, size);
    }
    return Math.toIntExact(width);
  }
}
