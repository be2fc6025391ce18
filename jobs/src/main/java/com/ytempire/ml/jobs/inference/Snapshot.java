package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.jobs.io.VideoVector;

/**
 * What a snapshot says about the predictions before it.
 *
 * @param entityId the video
 * @param eventId the snapshot
 * @param eventMillis its time in epoch milliseconds
 * @param views total views, NaN where unknown
 * @param likes total likes, NaN where unknown
 * @param comments total comments, NaN where unknown
 */
public record Snapshot(
    String entityId,
    String eventId,
    long eventMillis,
    double views,
    double likes,
    double comments) {

  static Snapshot of(VideoVector vector) {
    return new Snapshot(
        vector.entityId(),
        vector.eventId(),
        vector.eventTime().toEpochMilli(),
        vector.number("views"),
        vector.number("likes"),
        vector.number("comments"));
  }
}
