package com.ytempire.ml.bench.features;

import com.ytempire.ml.inference.text.TextEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The floor: titles through ONNX Runtime with nothing around it. All titles are known beforehand,
 * so batches are cut from the list sorted by length and the longest start first, which no operator
 * that gets titles one by one can do better.
 */
final class RawEncoding implements AutoCloseable {
  private final TextEncoder encoder;
  private final int threads;
  private final ExecutorService executor;

  RawEncoding(TextEncoder encoder, int threads) {
    this.encoder = encoder;
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** Tokenizes and encodes all titles. Returns the nanoseconds it took. */
  long encode(List<String> titles, int batchSize) throws Exception {
    long start = System.nanoTime();
    long[][] tokens = new long[titles.size()][];
    onAllThreads(titles.size(), i -> tokens[i] = encoder.tokenize(titles.get(i)));
    List<long[]> sorted = new ArrayList<>(List.of(tokens));
    sorted.sort(Comparator.comparingInt((long[] ids) -> ids.length).reversed());
    List<List<long[]>> batches = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += batchSize) {
      batches.add(sorted.subList(i, Math.min(i + batchSize, sorted.size())));
    }
    onAllThreads(batches.size(), i -> encoder.encode(batches.get(i)));
    return System.nanoTime() - start;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    encoder.close();
  }

  private void onAllThreads(int tasks, Task task) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Callable<Integer> worker =
        () -> {
          int done = 0;
          for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            task.run(i);
            done++;
          }
          return done;
        };
    List<Callable<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(worker);
    }
    for (Future<Integer> finished : executor.invokeAll(workers)) {
      finished.get();
    }
  }

  @FunctionalInterface
  private interface Task {
    void run(int index) throws Exception;
  }
}
