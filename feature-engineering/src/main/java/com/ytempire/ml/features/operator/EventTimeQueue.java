package com.ytempire.ml.features.operator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
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

  private static final class Run<T> {
    final ArrayDeque<T> elements = new ArrayDeque<>();
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
    for (int i = 0; i < runCount; i++) {
      T last = runs[i].elements.peekLast();
      if (last == null || order.compare(last, element) <= 0) {
        runs[i].elements.addLast(element);
        return;
      }
    }
    if (runCount < MAX_RUNS) {
      runs[runCount++].elements.addLast(element);
    } else {
      stragglers.add(element);
    }
  }

  /** Removes and returns the first element at or before {@code millis}, or null when none is. */
  @Nullable T pollUpTo(long millis) {
    T first = stragglers.peek();
    int from = -1;
    for (int i = 0; i < runCount; i++) {
      T head = runs[i].elements.peekFirst();
      if (head != null && (first == null || order.compare(head, first) < 0)) {
        first = head;
        from = i;
      }
    }
    if (first == null || time.millis(first) > millis) {
      return null;
    }
    return from < 0 ? stragglers.poll() : runs[from].elements.pollFirst();
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
