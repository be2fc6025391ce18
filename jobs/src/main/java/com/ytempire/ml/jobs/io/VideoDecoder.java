package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.VideoEventReader;
import java.time.Clock;

/** Bytes to {@link VideoRecord}: a snapshot, or a dead letter that says why not. One per thread. */
final class VideoDecoder {
  static final String STAGE = "decode-video-event";

  private final VideoEventReader reader;
  private final Clock clock;

  VideoDecoder(Clock clock) {
    this.reader = new VideoEventReader(clock);
    this.clock = clock;
  }

  VideoRecord decode(byte[] payload, String origin, long position, long arrivedAtMillis) {
    try {
      return VideoRecord.of(reader.read(payload), position, arrivedAtMillis);
    } catch (InvalidEventException e) {
      return VideoRecord.broken(
          new DeadLetter(origin, position, payload, e.reason(), STAGE, clock.instant()),
          arrivedAtMillis);
    }
  }
}
