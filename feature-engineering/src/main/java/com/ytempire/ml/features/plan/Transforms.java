package com.ytempire.ml.features.plan;

import com.ytempire.ml.features.expression.Evaluator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Evaluators of the features that are not formulas. Null gives null. */
final class Transforms {
  private Transforms() {}

  /**
   * Sine or cosine of 2π·(x − low)/(high − low + 1), from a table, as x is whole.
   *
   * @param wave {@code Math::sin} or {@code Math::cos}
   */
  static Evaluator cyclical(int slot, int low, int high, DoubleUnaryOperator wave) {
    int period = high - low + 1;
    double[] table = new double[period];
    for (int i = 0; i < period; i++) {
      table[i] = wave.applyAsDouble(2 * Math.PI * i / period);
    }
    return in -> {
      double x = in[slot];
      return x >= low && x <= high ? table[(int) x - low] : Double.NaN;
    };
  }

  /** The value when it is listed, else null. */
  static Evaluator categorical(int slot, List<Integer> values) {
    double[] listed = values.stream().mapToDouble(Integer::doubleValue).toArray();
    return in -> {
      double x = in[slot];
      for (double value : listed) {
        if (x == value) {
          return x;
        }
      }
      return Double.NaN;
    };
  }

  /** Index of the last edge that is at most the value; null below the first. */
  static Evaluator bins(Evaluator of, List<Double> edges) {
    double[] sorted = edges.stream().mapToDouble(Double::doubleValue).toArray();
    return in -> {
      double x = of.evaluate(in);
      if (!(x >= sorted[0])) {
        return Double.NaN;
      }
      int low = 0;
      int high = sorted.length;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] <= x) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    };
  }

  /** The value, or null when views are null or fewer than the least. */
  static Evaluator withMinViews(Evaluator of, int viewsSlot, long minViews) {
    return in -> in[viewsSlot] >= minViews ? of.evaluate(in) : Double.NaN;
  }
}
