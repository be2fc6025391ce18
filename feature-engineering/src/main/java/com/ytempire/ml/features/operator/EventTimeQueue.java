package com.ytempire.ml.features.operator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds elements until event time has passed them, and gives them back in order.
 *
 * <p>Elements that arrive in order, which most do, are appended to a deque in constant time; only
 * stragglers pay for a heap. Confined to the task thread.
 *
 * @param <T> element type
 */
final class EventTimeQueue<T> {
  /** The time of an element, in epoch milliseconds. */
  @FunctionalInterface
  interface TimeOf<T> {
    long millis(T element);
  }

  private final TimeOf<T> time;
  private final Comparator<T> order;
  private final ArrayDeque<T> ordered = new ArrayDeque<>();
  private final PriorityQueue<T> stragglers;

  /**
   * @param time event time of an element
   * @param order total order that begins with event time
   */
  EventTimeQueue(TimeOf<T> time, Comparator<T> order) {
    this.time = time;
    this.order = order;
    this.stragglers = new PriorityQueue<>(order);
  }

  void add(T element) {
    T last = ordered.peekLast();
    if (last == null || order.compare(last, element) <= 0) {
      ordered.addLast(element);
    } else {
      stragglers.add(element);
    }
  }

  /** Removes and returns the first element at or before {@code millis}, or null when none is. */
  @Nullable T pollUpTo(long millis) {
    T fromDeque = ordered.peekFirst();
    T fromHeap = stragglers.peek();
    boolean heapFirst =
        fromHeap != null && (fromDeque == null || order.compare(fromHeap, fromDeque) < 0);
    T first = heapFirst ? fromHeap : fromDeque;
    if (first == null || time.millis(first) > millis) {
      return null;
    }
    return heapFirst ? stragglers.poll() : ordered.pollFirst();
  }

  int size() {
    return ordered.size() + stragglers.size();
  }

  /** Visits every element, in no particular order, leaving them in place. */
  void forEach(Consumer<T> visitor) {
    ordered.forEach(visitor);
    stragglers.forEach(visitor);
  }
}
