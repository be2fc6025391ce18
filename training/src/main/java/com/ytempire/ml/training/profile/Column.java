package com.ytempire.ml.training.profile;

import com.ytempire.ml.training.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number of every row.
 *
 * @param name of it
 * @param values one per row; NaN where missing. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Column(String name, double[] values) {

  /** The features of examples, column by column. */
  public static List<Column> ofFeatures(List<String> features, List<Example> examples) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      int place = i;
      columns.add(
          new Column(
              features.get(i),
              examples.stream().mapToDouble(example -> example.features()[place]).toArray()));
    }
    return columns;
  }

  /**
   * The smallest value that a share of the values does not exceed.
   *
   * @param share 0 to 1
   * @return NaN where all are missing
   */
  public double quantile(double share) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(known);
    int rank = (int) Math.ceil(share * known.length);
    return known.length == 0 ? Double.NaN : known[Math.max(0, rank - 1)];
  }
}
