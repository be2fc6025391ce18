package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param earlier the numbers of the video's snapshots just before this one, as the bytes of {@link
 *     com.ytempire.ml.core.prediction.SnapshotRows}; empty where there are none. Not to be changed
 */
public record VideoVector(
    String entityId,
    String eventId,
    Instant eventTime,
    Instant knownAt,
    Map<String, Double> numbers,
    byte[] earlier) {
  private static final byte[] NONE = new byte[0];

  public VideoVector {
    numbers = Map.copyOf(numbers);
    // What was checkpointed before vectors had this is restored without it.
    earlier = Objects.requireNonNullElse(earlier, NONE);
  }

  /** A vector without what was before it. */
  public VideoVector(
      String entityId,
      String eventId,
      Instant eventTime,
      Instant knownAt,
      Map<String, Double> numbers) {
    this(entityId, eventId, eventTime, knownAt, numbers, NONE);
  }

  /** The same vector, with what was before it. */
  public VideoVector after(byte[] snapshots) {
    return new VideoVector(entityId, eventId, eventTime, knownAt, numbers, snapshots);
  }

  public EntityKey entity() {
    return new EntityKey(EntityKey.VIDEO, entityId);
  }

  /** A number, or NaN where it is null or the vector has none of this name. */
  public double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VideoVector that
        && entityId.equals(that.entityId)
        && eventId.equals(that.eventId)
        && eventTime.equals(that.eventTime)
        && knownAt.equals(that.knownAt)
        && numbers.equals(that.numbers)
        && Arrays.equals(earlier, that.earlier);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entityId, eventId, eventTime, knownAt, numbers, Arrays.hashCode(earlier));
  }
}
