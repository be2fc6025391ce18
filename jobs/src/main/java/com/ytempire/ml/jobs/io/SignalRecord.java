package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.TrendSignal;
import org.jspecify.annotations.Nullable;

/**
 * One record of a trend-signal source.
 *
 * @param kind what it is
 * @param eventMillis event time, or the heartbeat's promise, in epoch milliseconds
 * @param position offset or line in the source
 * @param arrivedAtMillis wall clock at which the platform received it
 * @param inOrder whether its producer sends each series in order
 * @param signal the signal of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record SignalRecord(
    Kind kind,
    long eventMillis,
    long position,
    long arrivedAtMillis,
    boolean inOrder,
    @Nullable TrendSignal signal,
    @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  public static SignalRecord of(TrendSignal signal, long position, long arrivedAtMillis) {
    return new SignalRecord(
        Kind.EVENT,
        signal.eventTime().toEpochMilli(),
        position,
        arrivedAtMillis,
        false,
        signal,
        null);
  }

  public static SignalRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new SignalRecord(
        Kind.HEARTBEAT, promisedMillis, position, arrivedAtMillis, false, null, null);
  }

  public static SignalRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new SignalRecord(
        Kind.BROKEN, Long.MIN_VALUE, letter.position(), arrivedAtMillis, false, null, letter);
  }

  /** The same record from a producer that sends each series in order. */
  SignalRecord sentInOrder() {
    return new SignalRecord(kind, eventMillis, position, arrivedAtMillis, true, signal, deadLetter);
  }
}
