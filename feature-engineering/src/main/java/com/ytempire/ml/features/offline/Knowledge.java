package com.ytempire.ml.features.offline;

import java.io.Serializable;
import java.time.Instant;

/**
 * From when on a row of the offline store may be read by who looks back at a time of the past.
 *
 * @param clock what is believed about when the platform had the row
 * @param asOf rows that became known after this are not there at all, so that a set made again
 *     later has the same rows
 */
public record Knowledge(KnownTime clock, Instant asOf) implements Serializable {
  /** As it was recorded, and all of it. */
  public static final Knowledge RECORDED =
      new Knowledge(KnownTime.RECORDED, Instant.parse("9999-12-31T23:59:59.999Z"));

  /** What {@link Knowledge#visibleFrom} gives for rows that are never read. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Which clock tells when a row was known. */
  public enum KnownTime {
    /** The time at which the platform had it: what came late was not there before. */
    RECORDED,
    /**
     * The time at which it happened. For archives, which were loaded long after the fact and would
     * else be unknown to all of their own time.
     */
    EVENT_TIME
  }

  /**
   * The first millisecond since the epoch at which a row can be read, or {@link #NEVER}.
   *
   * @param eventMillis the row's event time
   * @param knownMillis when it became known
   */
  public long visibleFrom(long eventMillis, long knownMillis) {
    if (knownMillis > asOf.toEpochMilli()) {
      return NEVER;
    }
    return clock == KnownTime.EVENT_TIME ? eventMillis : Math.max(eventMillis, knownMillis);
  }
}
