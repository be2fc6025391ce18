package com.ytempire.ml.bench.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** Callers that each ask, wait for the answer, and ask again. */
final class Callers {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  private Callers() {}

  /**
   * What callers saw.
   *
   * @param perSecond calls answered per second, from the first call to the last answer
   * @param latency nanoseconds of each call
   */
  record Load(double perSecond, Histogram latency) {}

  /** Makes each of {@code calls} calls once, spread over the callers as they get free. */
  static Load run(int callers, int calls, IntConsumer call)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    Callable<Histogram> caller =
        () -> {
          Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
          for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
            long start = System.nanoTime();
            call.accept(i);
            latency.recordValue(System.nanoTime() - start);
          }
          return latency;
        };
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<Histogram>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(caller);
      }
      long start = System.nanoTime();
      List<Future<Histogram>> ended = threads.invokeAll(all);
      double seconds = (System.nanoTime() - start) / 1e9;
      Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
      for (Future<Histogram> one : ended) {
        latency.add(one.get());
      }
      return new Load(calls / seconds, latency);
    } finally {
      threads.shutdown();
    }
  }
}
