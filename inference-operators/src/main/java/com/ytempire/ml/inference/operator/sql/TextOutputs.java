package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.operator.sql.Columns.Entry;
import com.ytempire.ml.inference.operator.sql.RowTask.OutputColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** What a text model gives as columns. */
final class TextOutputs {
  private TextOutputs() {}

  /** The embedding, and the version if it has a column. */
  static List<OutputColumn<float[]>> embedding(Columns all) {
    String allowed = "one ARRAY<FLOAT> or ARRAY<DOUBLE>, and model_version STRING";
    Entry embedding = all.withoutVersion().single(allowed);
    if (!Columns.isArrayOfFloating(embedding.type())) {
      throw all.refusal(embedding, allowed);
    }
    boolean isDouble = isArrayOfDouble(embedding.type());
    List<OutputColumn<float[]>> columns = new ArrayList<>();
    for (Entry column : all.entries()) {
      if (Columns.isVersion(column)) {
        columns.add(Columns.version());
      } else {
        // Cloned: the answer may be shared with a cache, and a query may change what it is given.
        columns.add((answer, ref) -> NumberOutputs.array(answer.clone(), isDouble));
      }
    }
    return List.copyOf(columns);
  }

  /** The likeliest label, probabilities, single probabilities, and the version. */
  static List<OutputColumn<double[]>> classification(ModelManifest manifest, Columns all) {
    List<OutputColumn<double[]>> columns = new ArrayList<>();
    for (Entry column : all.entries()) {
      columns.add(classification(manifest, all, column));
    }
    return List.copyOf(columns);
  }

  private static OutputColumn<double[]> classification(
      ModelManifest manifest, Columns all, Entry column) {
    LogicalType type = column.type();
    int label = manifest.labels().indexOf(column.name());
    if (Columns.isVersion(column)) {
      return Columns.version();
    }
    if (Columns.isText(type)) {
      String[] labels = manifest.labels().toArray(String[]::new);
      return (answer, ref) -> StringData.fromString(labels[likeliest(answer)]);
    }
    if (Columns.isArrayOfFloating(type)) {
      return isArrayOfDouble(type)
          ? (answer, ref) -> new GenericArrayData(answer.clone())
          : (answer, ref) -> new GenericArrayData(floats(answer));
    }
    if (label >= 0 && type.is(LogicalTypeRoot.DOUBLE)) {
      return (answer, ref) -> answer[label];
    }
    if (label >= 0 && type.is(LogicalTypeRoot.FLOAT)) {
      return (answer, ref) -> (float) answer[label];
    }
    throw all.refusal(
        column,
        "STRING (the likeliest label), ARRAY<FLOAT> or ARRAY<DOUBLE> (all probabilities), FLOAT or"
            + " DOUBLE by the name of a label, which are "
            + manifest.labels());
  }

  private static int likeliest(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static boolean isArrayOfDouble(LogicalType type) {
    return type.getChildren().get(0).is(LogicalTypeRoot.DOUBLE);
  }
}
