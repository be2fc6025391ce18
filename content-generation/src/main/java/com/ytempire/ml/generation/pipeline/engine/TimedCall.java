package com.ytempire.ml.generation.pipeline.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a stage on a thread of its own, and interrupts it when its time is over. */
final class TimedCall {
  /** Who does not end when interrupted is left behind after this. */
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final ExecutorService threads;

  TimedCall(ExecutorService threads) {
    this.threads = threads;
  }

  /** What is to be called. */
  @FunctionalInterface
  interface Work {
    StageResult call() throws StageException, InterruptedException;
  }

  /**
   * Calls it. Whatever it throws is an exception of the stage; what is no {@link StageException} is
   * a mistake of ours, which trying again does not mend.
   */
  StageResult call(Work work, Duration timeout) throws StageException, InterruptedException {
    var ended = new CountDownLatch(1);
    Future<StageResult> running =
        threads.submit(
            () -> {
              try {
                return work.call();
              } finally {
                ended.countDown();
              }
            });
    boolean isOver = false;
    try {
      StageResult result = running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      isOver = true;
      return result;
    } catch (TimeoutException e) {
      throw StageException.passing("not done within %d ms".formatted(timeout.toMillis()), e);
    } catch (ExecutionException e) {
      isOver = true;
      if (e.getCause() instanceof StageException known) {
        throw known;
      }
      throw StageException.permanent("unexpected failure: " + e.getCause(), e.getCause());
    } finally {
      if (!isOver) {
        running.cancel(true);
        awaitEnd(ended);
      }
    }
  }

  private static void awaitEnd(CountDownLatch ended) {
    boolean isInterrupted = Thread.interrupted();
    try {
      // A second call for the same run must not find the first one still at work.
      var unused = ended.await(ENDING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
