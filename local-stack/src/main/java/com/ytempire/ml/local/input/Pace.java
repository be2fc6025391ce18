package com.ytempire.ml.local.input;

import java.util.function.LongSupplier;

/**
 * Says when a record is due: event time runs {@code speed} times as fast as the wall clock, from
 * the first record on; live records also wait for their own time, and records that are not released
 * yet for that. Pure arithmetic on milliseconds.
 */
final class Pace {
  /** After so long it is asked again whether a record is released. */
  private static final double RELEASE_LOOK_MILLIS = 200;

  private final double speed;
  private final boolean live;
  private final LongSupplier released;
  private boolean started;
  private long wallStart;
  private long eventStart;

  /**
   * @param speed event-time seconds per wall second; infinite for no pace
   * @param live whether records wait for their own event time
   */
  Pace(double speed, boolean live) {
    this(speed, live, () -> Long.MAX_VALUE);
  }

  /**
   * @param released event time before which records may be sent; never falls
   */
  Pace(double speed, boolean live, LongSupplier released) {
    this.speed = speed;
    this.live = live;
    this.released = released;
  }

  /** Wall milliseconds to wait before a record of this event time is sent; 0 when it is due. */
  long waitMillis(long eventMillis, long nowMillis) {
    if (!started) {
      started = true;
      wallStart = nowMillis;
      eventStart = eventMillis;
    }
    double wait = 0;
    if (!Double.isInfinite(speed)) {
      wait = wallStart + (eventMillis - eventStart) / speed - nowMillis;
    }
    if (live) {
      wait = Math.max(wait, (double) (eventMillis - nowMillis));
    }
    if (eventMillis >= released.getAsLong()) {
      wait = Math.max(wait, RELEASE_LOOK_MILLIS);
    }
    return (long) Math.ceil(Math.max(0, wait));
  }

  /** The event time that the pace has reached, of the records up to the given next one. */
  long reached(long nextEventMillis, long nowMillis) {
    long bound = released.getAsLong();
    if (!started || Double.isInfinite(speed)) {
      if (live) {
        return Math.min(Math.min(nextEventMillis, nowMillis), bound);
      }
      return bound == Long.MAX_VALUE ? Long.MIN_VALUE : Math.min(nextEventMillis, bound);
    }
    long paced = eventStart + (long) ((nowMillis - wallStart) * speed);
    long bounded = Math.min(Math.min(paced, nextEventMillis), bound);
    return live ? Math.min(bounded, nowMillis) : bounded;
  }
}
