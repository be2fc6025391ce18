package com.ytempire.ml.bench.serving;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Callers who ask as fast as they are answered. */
final class Load {
  private static final long MOST_NANOS = 60_000_000_000L;

  /** Never the same number twice in one benchmark: what must not be cached is not. */
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final URI server;
  private final String token;

  Load(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * What callers met.
   *
   * @param perSecond answers per second
   * @param nanos time from sending to the whole answer
   * @param failed answers with another status than 200
   */
  record Result(double perSecond, Histogram nanos, long failed) {
    double millis(double percentile) {
      return nanos.getValueAtPercentile(percentile) / 1e6;
    }
  }

  /**
   * Asks once.
   *
   * @return the body of the answer
   * @throws IllegalStateException when the status is not 200
   */
  String ask(Operation operation) throws IOException {
    try (var caller = new HttpCaller(server)) {
      int status = caller.call(request(operation, NUMBERS.incrementAndGet()));
      if (status != 200) {
        throw new IllegalStateException(
            "%s: status %d, %s".formatted(operation.label(), status, caller.body()));
      }
      return caller.body();
    }
  }

  /** Lets callers ask for a while. */
  Result run(Operation operation, int callers, Duration time) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      long begun = System.nanoTime();
      long end = begun + time.toNanos();
      List<Future<Result>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> ask(operation, end)));
      }
      var all = new Histogram(MOST_NANOS, 3);
      long failed = 0;
      for (Future<Result> caller : running) {
        Result result = caller.get();
        all.add(result.nanos());
        failed += result.failed();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Result(all.getTotalCount() / seconds, all, failed);
    } finally {
      threads.shutdownNow();
    }
  }

  private Result ask(Operation operation, long end) throws IOException {
    var nanos = new Histogram(MOST_NANOS, 3);
    long failed = 0;
    byte[] fixed = operation == Operation.UNCACHED ? null : request(operation, 0);
    try (var caller = new HttpCaller(server)) {
      while (true) {
        byte[] request = fixed != null ? fixed : request(operation, NUMBERS.incrementAndGet());
        long begun = System.nanoTime();
        if (begun >= end) {
          return new Result(0, nanos, failed);
        }
        failed += caller.call(request) == 200 ? 0 : 1;
        nanos.recordValue(Math.min(MOST_NANOS, System.nanoTime() - begun));
      }
    }
  }

  private byte[] request(Operation operation, long number) {
    return HttpCaller.request("POST", server, operation.path(), token, operation.body(number));
  }
}
