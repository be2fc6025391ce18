package com.ytempire.ml.local.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interruption of the working thread, and holds the end of the
 * process until that thread has put everything away.
 */
final class OrderlyShutdown {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Thread worker;
  private final CountDownLatch finished = new CountDownLatch(1);

  OrderlyShutdown(Thread worker) {
    this.worker = worker;
  }

  /** To be registered with the runtime. */
  Thread hook() {
    return new Thread(this::stopWorker, "orderly-shutdown");
  }

  private void stopWorker() {
    if (finished.getCount() > 0) {
      System.out.println("\nstopping");
    }
    worker.interrupt();
    try {
      if (!finished.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("not everything stopped in " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The worker has put everything away; an interruption meant for its work is over. */
  void done() {
    finished.countDown();
  }
}
