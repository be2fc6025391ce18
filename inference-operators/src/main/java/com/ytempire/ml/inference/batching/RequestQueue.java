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
 *
 * <p>A thread goes round {@link #awaitBatch}, {@link #poll}, {@link #answered} and {@link #idle}. A
 * batch is ready when it is full, when all the company that is to be expected has come, or when the
 * oldest request has waited its delay. It always holds the oldest request, so none starves.
 */
final class RequestQueue<I, O> {
  /** Waiting requests among which those of similar length are looked for; bounds its cost. */
  private static final int CANDIDATES = 256;

  private final int capacity;
  private final long maxDelayNanos;
  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashSet<Request<I, O>> waiting = new LinkedHashSet<>();
  private final CompanyEstimate company;
  private final RunCost cost = new RunCost();
  private int maxBatchSize;
  private int running;
  private int busyThreads;
  private boolean closed;

  RequestQueue(BatcherSettings settings) {
    this.maxBatchSize = settings.maxBatchSize();
    this.capacity = settings.queueCapacity();
    this.maxDelayNanos = settings.maxDelay().toNanos();
    this.threads = settings.threads();
    this.company = new CompanyEstimate(settings.maxBatchSize() * settings.threads());
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
      company.arrived(waiting.size() + running);
      if (waiting.size() == 1 || waiting.size() >= wantedSize()) {
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
   * Waits until a batch is ready.
   *
   * @return false once the queue is closed and drained
   */
  boolean awaitBatch() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        if (waiting.isEmpty()) {
          if (closed) {
            return false;
          }
          changed.await();
        } else if (isReady()) {
          return true;
        } else {
          changed.awaitNanos(Math.min(patience(), TimeUnit.SECONDS.toNanos(1)));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the batch that is ready; empty when another thread was faster. */
  List<Request<I, O>> poll() {
    lock.lock();
    try {
      if (waiting.isEmpty() || !isReady()) {
        return List.of();
      }
      if (waiting.size() < wantedSize()) {
        company.leftInVain(waiting.size() + running);
      } else {
        company.left(waiting.size() + running);
      }
      List<Request<I, O>> batch = select(wantedSize());
      running += batch.size();
      busyThreads++;
      if (!waiting.isEmpty()) {
        changed.signal();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A run of so many requests succeeded.
   *
   * @param longest length of the longest
   */
  void ran(int requests, int longest, long nanos) {
    lock.lock();
    try {
      cost.ran((long) requests * longest, nanos);
    } finally {
      lock.unlock();
    }
  }

  /**
   * So many requests have run. To be said before their callers are answered, or a caller's next
   * request would look like company of its last.
   */
  void answered(int requests) {
    lock.lock();
    try {
      running -= requests;
    } finally {
      lock.unlock();
    }
  }

  /** The thread of a batch is free again. */
  void idle() {
    lock.lock();
    try {
      busyThreads--;
    } finally {
      lock.unlock();
    }
  }

  /** Changes the size of a full batch. */
  void limitBatches(int size) {
    lock.lock();
    try {
      maxBatchSize = size;
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
      changed.signalAll();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  private boolean isReady() {
    return closed || patience() <= 0 || waiting.size() >= wantedSize();
  }

  private long patience() {
    return waiting.iterator().next().submittedNanos() + maxDelayNanos - System.nanoTime();
  }

  /**
   * An idle thread's share of the requests that wait or will soon, a full batch at most. They are
   * shared out, or one thread would run the last few while the others idle.
   */
  private int wantedSize() {
    int coming = Math.max(waiting.size(), company.expected() - running);
    int idle = Math.max(1, threads - busyThreads);
    return Math.min(maxBatchSize, (coming + idle - 1) / idle);
  }

  private List<Request<I, O>> select(int most) {
    List<Request<I, O>> batch = oldest(Math.max(most, CANDIDATES));
    Request<I, O> oldest = batch.get(0);
    if (batch.stream().anyMatch(request -> request.length() != oldest.length())) {
      batch.sort(Comparator.comparingInt(Request::length));
      int[] lengths = batch.stream().mapToInt(Request::length).toArray();
      LengthWindow window =
          LengthWindow.best(
              lengths, batch.indexOf(oldest), Math.min(most, lengths.length), cost.inUnits());
      batch = new ArrayList<>(batch.subList(window.start(), window.start() + window.size()));
    } else if (batch.size() > most) {
      batch = new ArrayList<>(batch.subList(0, most));
    }
    batch.forEach(waiting::remove);
    return batch;
  }

  private List<Request<I, O>> oldest(int most) {
    List<Request<I, O>> oldest = new ArrayList<>(Math.min(most, waiting.size()));
    for (Request<I, O> request : waiting) {
      if (oldest.size() == most) {
        break;
      }
      oldest.add(request);
    }
    return oldest;
  }
}
