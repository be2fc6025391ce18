package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import java.time.Instant;
import java.util.Map;

/**
 * The feature vector of one snapshot of a video, on its way to a model. Its numbers go by their
 * names, because a job may be restored under another set of features, and model versions differ in
 * what they read.
 *
 * @param entityId the video, as {@code region|video_id}
 * @param eventId the snapshot
 * @param eventTime its time
 * @param knownAt when the platform first had it
 * @param numbers inputs and features by name, NaN where null
 */
public record VideoVector(
    String entityId,
    String eventId,
    Instant eventTime,
    Instant knownAt,
    Map<String, Double> numbers) {

  public VideoVector {
    numbers = Map.copyOf(numbers);
  }

  public EntityKey entity() {
    return new EntityKey(EntityKey.VIDEO, entityId);
  }

  /** A number, or NaN where it is null or the vector has none of this name. */
  public double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }
}
