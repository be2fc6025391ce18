package com.ytempire.ml.inference.batching;

import com.ytempire.ml.inference.batching.InferenceException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model on batches of what many callers ask one by one.
 *
 * <p>Requests wait in a bounded queue. A thread takes them when a batch is full, when no more
 * company is to be expected or when the oldest has waited its delay, choosing requests of similar
 * length; a caller who is alone does not wait. A request ends in exactly one way: with its result,
 * or with an {@link InferenceException} that says why not; cancelling the returned future takes a
 * request out that still waits. When a batch fails its halves are tried, so that one bad request
 * fails alone and a batch too large for memory shrinks; later batches are then smaller for a while.
 *
 * <p>Safe to share. Results are completed on the batcher's threads: what callers chain to them must
 * be short.
 *
 * @param <I> request
 * @param <O> result
 */
public final class DynamicBatcher<I, O> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicBatcher.class);
  private static final Duration CLOSING_TIME = Duration.ofSeconds(5);

  private final String name;
  private final BatcherSettings settings;
  private final BatchModel<I, O> model;
  private final ToIntFunction<? super I> length;
  private final Runnable release;
  private final RunSlots slots;
  private final RequestQueue<I, O> queue;
  private final MemoryLimit memoryLimit;
  private final BatcherCounters counters = new BatcherCounters();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger running;
  private final ScheduledThreadPoolExecutor deadlines;

  /** Starts the threads of a model that runs on the CPU; see the other constructor. */
  public DynamicBatcher(
      String name,
      BatcherSettings settings,
      BatchModel<I, O> model,
      ToIntFunction<? super I> length,
      Runnable release) {
    this(name, settings, model, length, release, RunSlots.ofCpu());
  }

  /**
   * Starts the threads.
   *
   * @param name what messages and threads are called by, such as the model's id
   * @param length size of a request in the unit that padding costs, such as tokens
   * @param release frees the model; called once, after the last run has returned, on any thread
   * @param slots limit of the device's runs that this model shares with others
   */
  public DynamicBatcher(
      String name,
      BatcherSettings settings,
      BatchModel<I, O> model,
      ToIntFunction<? super I> length,
      Runnable release,
      RunSlots slots) {
    this.name = name;
    this.settings = settings;
    this.model = model;
    this.length = length;
    this.release = release;
    this.slots = slots;
    this.memoryLimit = new MemoryLimit(settings.maxBatchSize());
    this.queue = new RequestQueue<>(settings);
    this.running = new AtomicInteger(settings.threads());
    this.deadlines = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name + "-deadlines"));
    this.deadlines.setRemoveOnCancelPolicy(true);
    // Closing fails what still waits, so a deadline that comes too late to be watched is no loss.
    this.deadlines.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    for (int i = 0; i < settings.threads(); i++) {
      threads.add(daemon(this::runBatches, name + "-" + i));
    }
    threads.forEach(Thread::start);
  }

  /** Asks for one result, with the settings' time to wait. Never blocks and never throws. */
  public CompletableFuture<O> submit(I input) {
    return submit(input, settings.requestTimeout());
  }

  /**
   * Asks for one result. Never blocks and never throws: a refusal is a failed future.
   *
   * @param timeout longest time the request may wait for its run, more than zero; once it runs, its
   *     result is delivered however late
   */
  public CompletableFuture<O> submit(I input, Duration timeout) {
    Request<I, O> request = new Request<>(input, length.applyAsInt(input), System.nanoTime());
    switch (queue.offer(request)) {
      case ACCEPTED -> {
        counters.submitted.increment();
        watch(request, timeout);
      }
      case FULL ->
          refuse(
              request,
              Reason.REJECTED,
              "%s: queue full, %d requests wait; ask again later or raise its capacity"
                  .formatted(name, settings.queueCapacity()));
      case CLOSED -> refuse(request, Reason.CLOSED, name + ": closed");
    }
    return request.result();
  }

  /** What has been done so far. */
  public BatcherStatistics statistics() {
    return counters.snapshot(queue.size(), memoryLimit.current());
  }

  /** Refuses new requests, lets those waiting run for up to five seconds, and fails the rest. */
  @Override
  public void close() {
    close(CLOSING_TIME);
  }

  /**
   * Refuses new requests, lets those waiting run for up to {@code patience}, and fails the rest.
   * Returns by then even if a run is stuck; the model is released when its last run returns.
   */
  public void close(Duration patience) {
    queue.close();
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      // A caller may close from a result's callback, that is from one of these threads.
      if (millis > 0 && !interrupted && !Thread.currentThread().equals(thread)) {
        try {
          thread.join(millis);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    failWaiting();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Like {@link #close()}, but returns at once; the release tells when all is done. */
  public void closeLater() {
    var unused =
        deadlines.schedule(this::failWaiting, CLOSING_TIME.toNanos(), TimeUnit.NANOSECONDS);
    queue.close();
  }

  private void failWaiting() {
    for (Request<I, O> request : queue.removeAll()) {
      request
          .result()
          .completeExceptionally(
              new InferenceException(
                  Reason.CLOSED, name + ": closed before the request ran", null));
    }
  }

  private void refuse(Request<I, O> request, Reason reason, String message) {
    counters.rejected.increment();
    request.result().completeExceptionally(new InferenceException(reason, message, null));
  }

  private void watch(Request<I, O> request, Duration timeout) {
    ScheduledFuture<?> deadline =
        deadlines.schedule(() -> expire(request, timeout), timeout.toNanos(), TimeUnit.NANOSECONDS);
    var unused =
        request
            .result()
            .whenComplete(
                (result, failure) -> {
                  deadline.cancel(false);
                  if (request.result().isCancelled() && queue.remove(request)) {
                    counters.cancelled.increment();
                  }
                });
  }

  private void expire(Request<I, O> request, Duration timeout) {
    if (queue.remove(request)) {
      counters.expired.increment();
      request
          .result()
          .completeExceptionally(
              new InferenceException(
                  Reason.DEADLINE_EXCEEDED,
                  "%s: waited longer than %d ms".formatted(name, timeout.toMillis()),
                  null));
    }
  }

  private void runBatches() {
    try {
      while (queue.awaitBatch()) {
        // Who waits for a slot has taken nothing yet: more company may come, deadlines go on.
        slots.acquire();
        try {
          List<Request<I, O>> batch = queue.poll();
          if (!batch.isEmpty()) {
            start(batch);
          }
        } finally {
          slots.release();
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads but the process's own end.
      Thread.currentThread().interrupt();
    } finally {
      if (running.decrementAndGet() == 0) {
        deadlines.shutdownNow();
        release.run();
      }
    }
  }

  private void start(List<Request<I, O>> batch) {
    long now = System.nanoTime();
    batch.forEach(
        request -> counters.queueNanos.record(Math.max(0, now - request.submittedNanos())));
    try {
      run(batch);
    } finally {
      queue.idle();
    }
  }

  // A thread here must outlive whatever one batch throws, errors of native code included, or the
  // requests of all later batches would wait for ever.
  @SuppressWarnings("CatchThrowable")
  private void run(List<Request<I, O>> batch) {
    List<I> inputs = new ArrayList<>(batch.size());
    batch.forEach(request -> inputs.add(request.input()));
    counters.batchSizes.record(batch.size());
    long start = System.nanoTime();
    List<O> outputs;
    try {
      outputs = model.run(inputs);
      if (outputs.size() != batch.size()) {
        throw new IllegalStateException(
            "%d results for %d requests".formatted(outputs.size(), batch.size()));
      }
    } catch (Throwable failure) {
      counters.computeNanos.record(System.nanoTime() - start);
      failed(batch, failure);
      return;
    }
    long took = System.nanoTime() - start;
    counters.computeNanos.record(took);
    queue.ran(batch.size(), batch.stream().mapToInt(Request::length).max().orElse(0), took);
    if (memoryLimit.fitted(batch.size())) {
      queue.limitBatches(memoryLimit.current());
    }
    queue.answered(batch.size());
    for (int i = 0; i < outputs.size(); i++) {
      counters.succeeded.increment();
      batch.get(i).result().complete(outputs.get(i));
    }
  }

  private void failed(List<Request<I, O>> batch, Throwable failure) {
    if (isOutOfMemory(failure)) {
      counters.outOfMemory.increment();
      memoryLimit.exceeded(batch.size());
      queue.limitBatches(memoryLimit.current());
      LOG.atWarn()
          .addKeyValue("modelId", name)
          .addKeyValue("batchSize", batch.size())
          .addKeyValue("batchLimit", memoryLimit.current())
          .log("a batch does not fit into the device's memory");
    }
    if (batch.size() > 1) {
      LOG.atDebug()
          .addKeyValue("modelId", name)
          .addKeyValue("batchSize", batch.size())
          .setCause(failure)
          .log("batch failed, trying its halves");
      run(batch.subList(0, batch.size() / 2));
      run(batch.subList(batch.size() / 2, batch.size()));
      return;
    }
    counters.failed.increment();
    queue.answered(1);
    Reason reason =
        failure instanceof InferenceException known ? known.reason() : Reason.MODEL_FAILED;
    String what =
        reason == Reason.OUT_OF_MEMORY
            ? "the device's memory does not hold this request alone"
            : "model failed";
    batch
        .get(0)
        .result()
        .completeExceptionally(
            new InferenceException(
                reason, "%s: %s: %s".formatted(name, what, failure.getMessage()), failure));
  }

  private static boolean isOutOfMemory(Throwable failure) {
    return failure instanceof InferenceException known && known.reason() == Reason.OUT_OF_MEMORY;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "inference-" + name);
    thread.setDaemon(true);
    return thread;
  }
}
