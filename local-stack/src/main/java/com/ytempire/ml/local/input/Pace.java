package com.ytempire.ml.local.input;

/**
 * Says when a record is due: event time runs {@code speed} times as fast as the wall clock, from
 * the first record on; live records also wait for their own time. Pure arithmetic on milliseconds.
 */
final class Pace {
  private final double speed;
  private final boolean live;
  private boolean started;
  private long wallStart;
  private long eventStart;

  /**
   * @param speed event-time seconds per wall second; infinite for no pace
   * @param live whether records wait for their own event time
   */
  Pace(double speed, boolean live) {
    this.speed = speed;
    this.live = live;
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
    return (long) Math.ceil(Math.max(0, wait));
  }

  /** The event time that the pace has reached, of the records up to the given next one. */
  long reached(long nextEventMillis, long nowMillis) {
    if (!started || Double.isInfinite(speed)) {
      return live ? Math.min(nextEventMillis, nowMillis) : Long.MIN_VALUE;
    }
    long paced = eventStart + (long) ((nowMillis - wallStart) * speed);
    long bounded = Math.min(paced, nextEventMillis);
    return live ? Math.min(bounded, nowMillis) : bounded;
  }
}
