package com.ytempire.ml.local.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * When what happens, in event time. Windows of drift are days.
 *
 * @param start first moment of the input, the begin of a day
 * @param learnt the first version learns from what lies before; the begin of a day
 * @param change when the world changes; the begin of a day
 * @param latest when at the latest the loop must have closed
 * @param interval time between two snapshots of a video; callers report after it
 * @param settling how much further the input must be played until a day can be judged: the outcomes
 *     of its last snapshots come with the next ones
 */
record Timeline(
    Instant start,
    Instant learnt,
    Instant change,
    Instant latest,
    Duration interval,
    Duration settling) {
  static final Duration DAY = Duration.ofDays(1);
}
