package com.ytempire.ml.features.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds elements until event time has passed them, and gives them back in order.
 *
 * <p>Elements come from a few sources, each mostly in order. They are appended to the first of a
 * few runs that they do not precede, in constant time, so that every source soon has a run of its
 * own; only stragglers pay for a heap. Confined to the task thread.
 *
 * @param <T> element type
 */
final class EventTimeQueue<T> {
  /** The time of an element, in epoch milliseconds. */
  @FunctionalInterface
  interface TimeOf<T> {
    long millis(T element);
  }

  /** More runs than sources help nobody, and every run is looked at for every element. */
  private static final int MAX_RUNS = 8;

  private final TimeOf<T> time;
  private final Comparator<T> order;
  private final Run<T>[] runs;
  private final PriorityQueue<T> stragglers;

  /** Runs in use; those behind are empty and were never needed. */
  private int runCount = 1;

  /**
   * Elements in order. The times of both ends are kept beside them, as they are asked for often.
   */
  private static final class Run<T> {
    final ArrayDeque<T> elements = new ArrayDeque<>();
    long firstMillis = Long.MAX_VALUE;
    long lastMillis = Long.MIN_VALUE;

    void add(T element, long millis) {
      if (elements.isEmpty()) {
        firstMillis = millis;
      }
      lastMillis = millis;
      elements.addLast(element);
    }

    @Nullable T poll(TimeOf<T> time) {
      T polled = elements.pollFirst();
      firstChanged(time);
      return polled;
    }

    /** After elements were removed. That the last one may be gone does no harm. */
    void firstChanged(TimeOf<T> time) {
      T next = elements.peekFirst();
      if (next == null) {
        firstMillis = Long.MAX_VALUE;
        lastMillis = Long.MIN_VALUE;
      } else {
        firstMillis = time.millis(next);
      }
    }
  }

  /**
   * @param time event time of an element
   * @param order total order that begins with event time
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  EventTimeQueue(TimeOf<T> time, Comparator<T> order) {
    this.time = time;
    this.order = order;
    this.stragglers = new PriorityQueue<>(order);
    this.runs = new Run[MAX_RUNS];
    for (int i = 0; i < MAX_RUNS; i++) {
      runs[i] = new Run<>();
    }
  }

  void add(T element) {
    long millis = time.millis(element);
    for (int i = 0; i < runCount; i++) {
      if (mayFollow(runs[i], element, millis)) {
        runs[i].add(element, millis);
        return;
      }
    }
    if (runCount < MAX_RUNS) {
      runs[runCount++].add(element, millis);
    } else {
      stragglers.add(element);
    }
  }

  private boolean mayFollow(Run<T> run, T element, long millis) {
    if (millis != run.lastMillis) {
      return millis > run.lastMillis;
    }
    T last = run.elements.peekLast();
    return last == null || order.compare(last, element) <= 0;
  }

  /** Removes and returns the first element at or before {@code millis}, or null when none is. */
  @Nullable T pollUpTo(long millis) {
    Run<T> first = runs[0];
    for (int i = 1; i < runCount; i++) {
      if (precedes(runs[i], first)) {
        first = runs[i];
      }
    }
    T straggler = stragglers.peek();
    if (straggler != null && precedes(straggler, first)) {
      return time.millis(straggler) <= millis ? stragglers.poll() : null;
    }
    return first.firstMillis <= millis ? first.poll(time) : null;
  }

  /**
   * Removes and returns, in order, the wanted elements that do not come after {@code limit}. Looks
   * at every element up to the limit's time.
   */
  List<T> removeUpTo(T limit, Predicate<T> wanted) {
    long millis = time.millis(limit);
    List<T> removed = new ArrayList<>();
    for (int i = 0; i < runCount; i++) {
      if (runs[i].firstMillis <= millis) {
        take(runs[i].elements.iterator(), limit, wanted, removed);
        runs[i].firstChanged(time);
      }
    }
    // A heap gives its elements in no order: all are looked at.
    stragglers.removeIf(
        element ->
            order.compare(element, limit) <= 0 && wanted.test(element) && removed.add(element));
    removed.sort(order);
    return removed;
  }

  private void take(Iterator<T> run, T limit, Predicate<T> wanted, List<T> removed) {
    while (run.hasNext()) {
      T element = run.next();
      if (order.compare(element, limit) > 0) {
        return;
      }
      if (wanted.test(element)) {
        removed.add(element);
        run.remove();
      }
    }
  }

  private boolean precedes(Run<T> run, Run<T> other) {
    if (run.firstMillis != other.firstMillis) {
      return run.firstMillis < other.firstMillis;
    }
    T head = run.elements.peekFirst();
    T otherHead = other.elements.peekFirst();
    return head != null && (otherHead == null || order.compare(head, otherHead) < 0);
  }

  private boolean precedes(T straggler, Run<T> run) {
    T head = run.elements.peekFirst();
    return head == null || order.compare(straggler, head) < 0;
  }

  int size() {
    int size = stragglers.size();
    for (int i = 0; i < runCount; i++) {
      size += runs[i].elements.size();
    }
    return size;
  }

  /** Visits every element, in no particular order, leaving them in place. */
  void forEach(Consumer<T> visitor) {
    for (int i = 0; i < runCount; i++) {
      runs[i].elements.forEach(visitor);
    }
    stragglers.forEach(visitor);
  }
}
