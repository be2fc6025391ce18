package com.ytempire.ml.generation.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * At most so much in any window of a length. A token bucket would let through its capacity and then
 * what has been filled up, up to twice as much within one window, which providers that count by the
 * minute refuse. Who has to wait gets a moment to come, behind all that were given before. Keeps an
 * entry for each reservation until the window has passed it. Not safe to share; times are of any
 * clock that does not go back.
 */
final class SlidingLimit {
  private final long most;
  private final long windowNanos;

  /** In order of their times, some of which may lie ahead. */
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /** What was reserved; its amount may be put right afterwards. */
  static final class Entry {
    private final long atNanos;
    private long amount;

    private Entry(long atNanos, long amount) {
      this.atNanos = atNanos;
      this.amount = amount;
    }
  }

  /**
   * @param most in a window, 1 or more
   */
  SlidingLimit(long most, Duration window) {
    if (most < 1) {
      throw new IllegalArgumentException("limit %d; expected 1 or more".formatted(most));
    }
    this.most = most;
    this.windowNanos = window.toNanos();
  }

  /**
   * The first moment at which an amount fits behind everything that was reserved. What is more than
   * the whole limit fits once nothing else is in the window: the provider then decides.
   */
  long earliestNanos(long amount, long nowNanos) {
    forget(nowNanos);
    long left = most - Math.min(amount, most);
    long earliest = nowNanos;
    for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
      Entry entry = newest.next();
      earliest = Math.max(earliest, entry.atNanos);
      left -= entry.amount;
      if (left < 0) {
        return Math.max(earliest, entry.atNanos + windowNanos);
      }
    }
    return earliest;
  }

  /**
   * Reserves an amount.
   *
   * @param atNanos {@link #earliestNanos} of it, or later
   */
  Entry take(long amount, long atNanos) {
    var entry = new Entry(atNanos, amount);
    entries.add(entry);
    return entry;
  }

  /** Puts an amount right that was estimated. */
  void correct(Entry entry, long amount) {
    entry.amount = amount;
  }

  private void forget(long nowNanos) {
    while (!entries.isEmpty() && nowNanos - entries.peek().atNanos >= windowNanos) {
      entries.remove();
    }
  }
}
