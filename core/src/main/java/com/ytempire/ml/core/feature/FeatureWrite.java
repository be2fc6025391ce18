package com.ytempire.ml.core.feature;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * All values of one entity as of one event, to be kept in the stores. Its layout is given by the
 * {@link FeatureSchema} of the entity's type, which travels beside it, not in it.
 *
 * <p>Writes of one entity are ordered by ({@code eventTime}, {@code eventId}); stores keep the
 * newest by that order, whatever order they arrive in.
 *
 * @param entity what the values describe
 * @param eventId the event from which they were computed
 * @param eventTime the time as of which they hold
 * @param knownAt when the platform first had them: the point-in-time join's second clock
 * @param numbers one per number slot; NaN is null
 * @param embeddings one per embedding slot; a null element is null
 * @param inputs what the values were computed from: of a video one value per input of the feature
 *     language in its order, else empty; NaN is null. Published and kept offline, not online
 */
public record FeatureWrite(
    EntityKey entity,
    String eventId,
    Instant eventTime,
    Instant knownAt,
    double[] numbers,
    float[][] embeddings,
    double[] inputs) {
  /** The inputs of a write that has none. */
  @SuppressWarnings("MutableArray") // an empty array cannot be changed
  public static final double[] NO_INPUTS = {};

  /** A write without inputs. */
  public FeatureWrite(
      EntityKey entity,
      String eventId,
      Instant eventTime,
      Instant knownAt,
      double[] numbers,
      float[][] embeddings) {
    this(entity, eventId, eventTime, knownAt, numbers, embeddings, NO_INPUTS);
  }

  /** Whether this write comes after {@code other} in the order that stores keep. */
  public boolean isAfter(FeatureWrite other) {
    int byTime = eventTime.compareTo(other.eventTime);
    return byTime != 0 ? byTime > 0 : eventId.compareTo(other.eventId) > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureWrite that
        && entity.equals(that.entity)
        && eventId.equals(that.eventId)
        && eventTime.equals(that.eventTime)
        && knownAt.equals(that.knownAt)
        && Arrays.equals(numbers, that.numbers)
        && Arrays.deepEquals(embeddings, that.embeddings)
        && Arrays.equals(inputs, that.inputs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        entity,
        eventId,
        eventTime,
        knownAt,
        Arrays.hashCode(numbers),
        Arrays.deepHashCode(embeddings),
        Arrays.hashCode(inputs));
  }

  @Override
  public String toString() {
    return "FeatureWrite[%s, %s, %s, %d numbers, %d embeddings]"
        .formatted(entity, eventId, eventTime, numbers.length, embeddings.length);
  }
}
