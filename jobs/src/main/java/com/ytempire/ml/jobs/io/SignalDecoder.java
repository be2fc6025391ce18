package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.TrendSignalReader;
import java.time.Clock;

/** Bytes to {@link SignalRecord}: a signal, or a dead letter that says why not. One per thread. */
final class SignalDecoder {
  static final String STAGE = "decode-trend-signal";

  private final TrendSignalReader reader;
  private final Clock clock;

  SignalDecoder(Clock clock) {
    this.reader = new TrendSignalReader(clock);
    this.clock = clock;
  }

  SignalRecord decode(byte[] payload, String origin, long position, long arrivedAtMillis) {
    try {
      return SignalRecord.of(reader.read(payload), position, arrivedAtMillis);
    } catch (InvalidEventException e) {
      return SignalRecord.broken(
          new DeadLetter(origin, position, payload, e.reason(), STAGE, clock.instant()),
          arrivedAtMillis);
    }
  }
}
