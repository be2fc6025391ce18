package com.ytempire.ml.training.starter;

import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.profile.ReferenceProfile;
import com.ytempire.ml.training.profile.ReferenceProfile.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Writes what the training data looked like, as a {@link ReferenceProfile}. */
final class TrendProfile {
  private TrendProfile() {}

  /**
   * @param rows at least one
   */
  static byte[] write(List<TrendRow> rows) {
    List<Column> inputs = new ArrayList<>();
    for (int i = 0; i < TrendInput.NAMES.size(); i++) {
      int column = i;
      inputs.add(column(TrendInput.NAMES.get(i), rows, row -> row.inputs()[column]));
    }
    return ReferenceProfile.write(
        rows.size(),
        inputs,
        List.of(
            column("viral", rows, row -> row.isViral() ? 1 : 0),
            column(TrendOnnx.LOG_GROWTH, rows, TrendRow::logGrowth)));
  }

  private static Column column(String name, List<TrendRow> rows, ToDoubleFunction<TrendRow> value) {
    return new Column(name, rows.stream().mapToDouble(value).toArray());
  }
}
