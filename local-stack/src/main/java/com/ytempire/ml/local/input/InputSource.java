package com.ytempire.ml.local.input;

import com.ytempire.ml.jobs.io.file.InputReader;
import java.io.IOException;
import java.time.Instant;

/** Something that can be played: the same records in the same order each time it is opened. */
public interface InputSource {
  /**
   * Names the content, so that a second play of the same input is known as such.
   *
   * @throws IOException when the content cannot be read
   */
  String id() throws IOException;

  /** What is played, in words for people. */
  String description();

  /**
   * Whether this is happening now: its events are never sent before their event time.
   *
   * <p>Recorded inputs are not live: their events all lie in the past.
   */
  boolean isLive();

  /**
   * Before which event time records may be sent now, in milliseconds; safe to ask from any thread.
   * Never falls. A record of that time or later waits until it does not lie behind any more.
   */
  default long releasedUntilMillis() {
    return Long.MAX_VALUE;
  }

  /**
   * Opens the input at its first record.
   *
   * @param firstPlayedAt when this input was played for the first time, also after restarts, to
   *     which a generator ties its event times
   * @throws IOException when it cannot be read
   */
  InputReader open(Instant firstPlayedAt) throws IOException;
}
