package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vector as read from the online store.
 *
 * @param entity what it describes
 * @param values one per column asked for, in that order
 * @param servedBy the server that answered: {@code redis}, {@code postgres} or {@code memory}
 * @param degradedBecause why the first choice of server did not answer, or null when it did
 */
public record FeatureRead(
    EntityKey entity, List<Value> values, String servedBy, @Nullable String degradedBecause) {

  /**
   * One column's value with its age.
   *
   * @param column the column asked for
   * @param status whether it is there and fresh
   * @param number the value of a number column; NaN is null
   * @param embedding the value of an embedding column, or null
   * @param computedAt event time as of which the value holds; null when missing
   * @param eventId event from which it was computed; null when missing
   * @param age now minus {@code computedAt}; null when missing
   */
  public record Value(
      FeatureColumn column,
      FeatureStatus status,
      double number,
      float @Nullable [] embedding,
      @Nullable Instant computedAt,
      @Nullable String eventId,
      @Nullable Duration age) {}
}
