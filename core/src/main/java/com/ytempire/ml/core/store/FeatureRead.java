package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
      @Nullable Duration age) {

    /** A value that is not there. */
    public static Value missing(FeatureColumn column) {
      return new Value(column, FeatureStatus.MISSING, Double.NaN, null, null, null, null);
    }

    /** A value that is there, whose status follows from its age at {@code now}. */
    public static Value found(
        FeatureColumn column,
        double number,
        float @Nullable [] embedding,
        Instant computedAt,
        String eventId,
        Instant now) {
      Duration age = Duration.between(computedAt, now);
      FeatureStatus status =
          age.compareTo(column.ttl()) > 0 ? FeatureStatus.STALE : FeatureStatus.PRESENT;
      return new Value(column, status, number, embedding, computedAt, eventId, age);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Value that
          && column.equals(that.column)
          && status == that.status
          && Double.compare(number, that.number) == 0
          && Arrays.equals(embedding, that.embedding)
          && Objects.equals(computedAt, that.computedAt)
          && Objects.equals(eventId, that.eventId)
          && Objects.equals(age, that.age);
    }

    @Override
    public int hashCode() {
      return Objects.hash(
          column, status, number, Arrays.hashCode(embedding), computedAt, eventId, age);
    }
  }
}
