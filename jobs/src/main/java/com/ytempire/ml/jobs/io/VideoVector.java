package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * The feature vector of one snapshot of a video, on its way to a model. It carries the whole
 * message: which of its numbers are read is for the model version that is asked to say.
 *
 * @param entityId the video, as {@code region|video_id}
 * @param eventId the snapshot
 * @param eventTime its time
 * @param knownAt when the platform first had it
 * @param views total views, NaN where unknown
 * @param likes total likes, NaN where unknown
 * @param comments total comments, NaN where unknown
 * @param message the message of the {@code features} topic; not to be changed
 */
public record VideoVector(
    String entityId,
    String eventId,
    Instant eventTime,
    Instant knownAt,
    double views,
    double likes,
    double comments,
    byte[] message) {

  public EntityKey entity() {
    return new EntityKey(EntityKey.VIDEO, entityId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VideoVector that
        && entityId.equals(that.entityId)
        && eventId.equals(that.eventId)
        && eventTime.equals(that.eventTime)
        && knownAt.equals(that.knownAt)
        && Double.compare(views, that.views) == 0
        && Double.compare(likes, that.likes) == 0
        && Double.compare(comments, that.comments) == 0
        && Arrays.equals(message, that.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entityId, eventId, eventTime, Arrays.hashCode(message));
  }

  @Override
  public String toString() {
    return "VideoVector[%s, %s, %s, %d bytes]"
        .formatted(entityId, eventId, eventTime, message.length);
  }
}
