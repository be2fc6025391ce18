package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * One record of the source of feature vectors.
 *
 * @param kind what it is
 * @param eventMillis event time, or the heartbeat's promise, in epoch milliseconds
 * @param position offset in the source
 * @param arrivedAtMillis wall clock at which the vector was published
 * @param vector the vector of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record VectorRecord(
    Kind kind,
    long eventMillis,
    long position,
    long arrivedAtMillis,
    @Nullable VideoVector vector,
    @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  public static VectorRecord of(VideoVector vector, long position, long arrivedAtMillis) {
    return new VectorRecord(
        Kind.EVENT, vector.eventTime().toEpochMilli(), position, arrivedAtMillis, vector, null);
  }

  public static VectorRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new VectorRecord(Kind.HEARTBEAT, promisedMillis, position, arrivedAtMillis, null, null);
  }

  public static VectorRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new VectorRecord(
        Kind.BROKEN, Long.MIN_VALUE, letter.position(), arrivedAtMillis, null, letter);
  }

  /** Never: vectors always wait for event time. */
  @Override
  public boolean inOrder() {
    return false;
  }
}
