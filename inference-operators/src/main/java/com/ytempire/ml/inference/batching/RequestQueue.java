package com.ytempire.ml.inference.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait, oldest first, and the rule that turns them into batches. Bounded; safe to
 * share between callers and running threads.
 */
final class RequestQueue<I, O> {
  private final int maxBatchSize;
  private final int capacity;
  private final long maxDelayNanos;
  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashSet<Request<I, O>> waiting = new LinkedHashSet<>();
  private boolean closed;

  RequestQueue(BatcherSettings settings) {
    this.maxBatchSize = settings.maxBatchSize();
    this.capacity = settings.queueCapacity();
    this.maxDelayNanos = settings.maxDelay().toNanos();
    this.threads = settings.threads();
  }

  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  Offer offer(Request<I, O> request) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= capacity) {
        return Offer.FULL;
      }
      waiting.add(request);
      if (waiting.size() == 1 || waiting.size() >= maxBatchSize) {
        changed.signal();
      }
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a request out again; false when it is running or gone. */
  boolean remove(Request<I, O> request) {
    lock.lock();
    try {
      return waiting.remove(request);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a batch: a full one, or what there is once the oldest request has waited its delay.
   * It always holds the oldest request, so none starves, and no more than a thread's share of those
   * waiting.
   *
   * @return the batch, or an empty list once the queue is closed and drained
   */
  List<Request<I, O>> take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        if (waiting.isEmpty()) {
          if (closed) {
            return List.of();
          }
          changed.await();
          continue;
        }
        long patience =
            waiting.iterator().next().submittedNanos() + maxDelayNanos - System.nanoTime();
        if (waiting.size() >= maxBatchSize || patience <= 0 || closed) {
          List<Request<I, O>> batch = select();
          if (!waiting.isEmpty()) {
            changed.signal();
          }
          return batch;
        }
        changed.awaitNanos(Math.min(patience, TimeUnit.SECONDS.toNanos(1)));
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new requests from now on; those waiting can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Empties the queue. */
  List<Request<I, O>> removeAll() {
    lock.lock();
    try {
      List<Request<I, O>> rest = new ArrayList<>(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  private List<Request<I, O>> select() {
    List<Request<I, O>> batch = new ArrayList<>(waiting);
    // The last few are shared out, or one thread would run them all while the others idle.
    int size = Math.min(maxBatchSize, (batch.size() + threads - 1) / threads);
    if (batch.size() > size) {
      Request<I, O> oldest = batch.get(0);
      batch.sort(Comparator.comparingInt(Request::length));
      int[] lengths = new int[batch.size()];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = batch.get(i).length();
      }
      int start = LengthWindow.start(lengths, batch.indexOf(oldest), size);
      batch = new ArrayList<>(batch.subList(start, start + size));
    }
    batch.forEach(waiting::remove);
    return batch;
  }
}
