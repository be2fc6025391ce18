package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One record of the source of outcomes.
 *
 * @param kind what it is
 * @param eventMillis time of the later snapshot, or the heartbeat's promise, in epoch milliseconds
 * @param outcome the outcome of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record OutcomeRecord(
    Kind kind, long eventMillis, @Nullable Outcome outcome, @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  static OutcomeRecord of(Outcome outcome, long position, long arrivedAtMillis) {
    return new OutcomeRecord(Kind.EVENT, outcome.nextEventTime().toEpochMilli(), outcome, null);
  }

  static OutcomeRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new OutcomeRecord(Kind.HEARTBEAT, promisedMillis, null, null);
  }

  static OutcomeRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new OutcomeRecord(Kind.BROKEN, Long.MIN_VALUE, null, letter);
  }

  /**
   * When the prediction was made of which it is the outcome. A video may be seen again after an
   * hour or after many days: while predictions catch up, that tells of a time which they have not
   * come to.
   */
  @Override
  public long reachedMillis() {
    return outcome == null ? eventMillis : outcome.eventTime().toEpochMilli();
  }

  /** Never: they always wait for event time. */
  @Override
  public boolean inOrder() {
    return false;
  }
}
