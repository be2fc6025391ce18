package com.ytempire.ml.core.feature;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * Numbers of one entity as of one event, chosen by a reader that was told their names.
 *
 * @param entity what the numbers describe
 * @param eventId the event from which they were computed
 * @param eventTime the time as of which they hold
 * @param knownAt when the platform first had them
 * @param values one per name, in the order in which the reader was told them; NaN where the number
 *     is null or the vector does not have it. Not to be changed
 */
public record FeatureVector(
    EntityKey entity, String eventId, Instant eventTime, Instant knownAt, double[] values) {

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector that
        && entity.equals(that.entity)
        && eventId.equals(that.eventId)
        && eventTime.equals(that.eventTime)
        && knownAt.equals(that.knownAt)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entity, eventId, eventTime, knownAt, Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return "FeatureVector[%s, %s, %s, %d values]"
        .formatted(entity, eventId, eventTime, values.length);
  }
}
