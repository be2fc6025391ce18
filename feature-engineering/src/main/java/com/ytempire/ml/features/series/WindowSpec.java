package com.ytempire.ml.features.series;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.definition.Aggregation;
import com.ytempire.ml.features.definition.WindowKind;
import com.ytempire.ml.features.expression.Evaluator;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One window over one stream of samples, shared by all features that aggregate the same.
 *
 * @param signature identifies the window in state, across changes of the file; a changed expression
 *     or length has another signature
 * @param kind kind of window
 * @param windowMillis its length
 * @param slideMillis distance between starts; the length unless hopping
 * @param mode what the aggregates need of old samples
 * @param of the sample of an event; NaN is none
 * @param where which events count; null for all
 * @param aggregates the features, in the order of the file
 */
public record WindowSpec(
    long signature,
    WindowKind kind,
    long windowMillis,
    long slideMillis,
    SampleMode mode,
    Evaluator of,
    @Nullable Evaluator where,
    List<Aggregate> aggregates) {

  private static final int TILES = 64;

  /**
   * One aggregate of the window.
   *
   * @param signature identifies the aggregate in state
   * @param aggregation how it is computed
   * @param column the feature's column
   */
  public record Aggregate(long signature, Aggregation aggregation, FeatureColumn column) {}

  public WindowSpec {
    aggregates = List.copyOf(aggregates);
  }

  /** The same window with other aggregates. */
  public WindowSpec withAggregates(List<Aggregate> others) {
    return new WindowSpec(signature, kind, windowMillis, slideMillis, mode, of, where, others);
  }

  /** Width of a tile: a 64th of the window or less, such that windows begin and end with tiles. */
  long tileMillis() {
    if (kind == WindowKind.TRAILING) {
      return Math.max(1, windowMillis / TILES);
    }
    long pane =
        BigInteger.valueOf(windowMillis).gcd(BigInteger.valueOf(slideMillis)).longValueExact();
    long parts = Math.max(1, TILES * pane / windowMillis);
    while (pane % parts != 0) {
      parts--;
    }
    return pane / parts;
  }
}
