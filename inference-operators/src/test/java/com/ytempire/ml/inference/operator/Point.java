package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import java.util.List;
import java.util.function.Function;

/** A record of test streams, with the features {@code a} and {@code b}. */
public record Point(long id, float a, float b) {
  static final ModelRef V1 = new ModelRef("sum", "1");
  static final ModelRef V2 = new ModelRef("sum", "2");
  static final ModelRef V3 = new ModelRef("sum", "3");

  static Point of(long id) {
    return new Point(id, id, 1);
  }

  static ModelQuery<Point> query(ModelRef initial) {
    return new ModelQuery<>(initial, ModelInput.row(Point::columns));
  }

  static Function<Point, float[]> columns(List<String> features) {
    for (String feature : features) {
      if (!feature.equals("a") && !feature.equals("b")) {
        throw new IllegalArgumentException("feature '%s' is none of a, b".formatted(feature));
      }
    }
    return point -> {
      float[] row = new float[features.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = features.get(i).equals("a") ? point.a : point.b;
      }
      return row;
    };
  }
}
