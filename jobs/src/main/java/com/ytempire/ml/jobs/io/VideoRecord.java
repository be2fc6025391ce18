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
 * @param inOrder whether its producer sends each series in order
 * @param event the snapshot of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record VideoRecord(
    Kind kind,
    long eventMillis,
    long position,
    long arrivedAtMillis,
    boolean inOrder,
    @Nullable VideoEvent event,
    @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  public static VideoRecord of(VideoEvent event, long position, long arrivedAtMillis) {
    return new VideoRecord(
        Kind.EVENT,
        event.eventTime().toEpochMilli(),
        position,
        arrivedAtMillis,
        false,
        event,
        null);
  }

  public static VideoRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new VideoRecord(
        Kind.HEARTBEAT, promisedMillis, position, arrivedAtMillis, false, null, null);
  }

  public static VideoRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new VideoRecord(
        Kind.BROKEN, Long.MIN_VALUE, letter.position(), arrivedAtMillis, false, null, letter);
  }

  /** The same record from a producer that sends each series in order. */
  VideoRecord sentInOrder() {
    return new VideoRecord(kind, eventMillis, position, arrivedAtMillis, true, event, deadLetter);
  }
}
