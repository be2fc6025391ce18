package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * One record of the source of predictions.
 *
 * @param kind what it is
 * @param eventMillis event time, or the heartbeat's promise, in epoch milliseconds
 * @param prediction the prediction of an EVENT, else null
 * @param deadLetter what could not be read of a BROKEN one, else null
 */
public record PredictionRecord(
    Kind kind, long eventMillis, @Nullable Prediction prediction, @Nullable DeadLetter deadLetter)
    implements SourceRecord {

  static PredictionRecord of(Prediction prediction, long position, long arrivedAtMillis) {
    return new PredictionRecord(
        Kind.EVENT, prediction.eventTime().toEpochMilli(), prediction, null);
  }

  static PredictionRecord heartbeat(long promisedMillis, long position, long arrivedAtMillis) {
    return new PredictionRecord(Kind.HEARTBEAT, promisedMillis, null, null);
  }

  static PredictionRecord broken(DeadLetter letter, long arrivedAtMillis) {
    return new PredictionRecord(Kind.BROKEN, Long.MIN_VALUE, null, letter);
  }

  /** Never: they always wait for event time. */
  @Override
  public boolean inOrder() {
    return false;
  }
}
