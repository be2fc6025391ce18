package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.VideoEvent;
import org.jspecify.annotations.Nullable;

/**
 * One record of a video source.
 *
 * @param kind what it is
 * @param eventMillis event time, or the heartbeat's promise, in epoch milliseconds
 * @param position offset or line in the source
 * @param arrivedAtMillis wall clock at which the platform received it
 * @param event the snapshot of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record VideoRecord(
    Kind kind,
    long eventMillis,
    long position,
    long arrivedAtMillis,
    @Nullable VideoEvent event,
    @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  public static VideoRecord of(VideoEvent event, long position, long arrivedAtMillis) {
    return new VideoRecord(
        Kind.EVENT, event.eventTime().toEpochMilli(), position, arrivedAtMillis, event, null);
  }

  public static VideoRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new VideoRecord(Kind.HEARTBEAT, promisedMillis, position, arrivedAtMillis, null, null);
  }

  public static VideoRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new VideoRecord(
        Kind.BROKEN, Long.MIN_VALUE, letter.position(), arrivedAtMillis, null, letter);
  }
}
