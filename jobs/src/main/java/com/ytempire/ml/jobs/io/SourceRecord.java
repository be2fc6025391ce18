package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What a source hands on, whatever it reads: an event, a heartbeat, or a record that could not be
 * read. Watermarks are made from these.
 */
public interface SourceRecord {

  /** What kind of record came. */
  enum Kind {
    EVENT,
    /** A producer's promise that none of its later records lies before a time. */
    HEARTBEAT,
    BROKEN
  }

  Kind kind();

  /**
   * The event's time, or the time that the heartbeat promises, in epoch milliseconds; meaningless
   * for a broken record.
   */
  long eventMillis();

  /**
   * The time up to which, but for those out of order, the series of its partition has come with an
   * event. Its own, unless a record may be ahead of others that are still to come.
   */
  default long reachedMillis() {
    return eventMillis();
  }

  /**
   * Whether its producer sends each series in order, so that it need not wait for event time; see
   * {@link com.ytempire.ml.core.event.InOrder}.
   */
  boolean inOrder();

  /** What could not be read; null unless {@link Kind#BROKEN}. */
  @Nullable DeadLetter deadLetter();
}
