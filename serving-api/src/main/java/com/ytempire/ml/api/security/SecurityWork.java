package com.ytempire.ml.api.security;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that ask for keys and budgets, apart from those that answer requests: when these
 * are all waiting for a slow server, it can still be said who calls. Refuses what its queue cannot
 * hold.
 */
final class SecurityWork implements Executor, AutoCloseable {
  private static final int THREADS = 4;
  private static final int QUEUE = 1000;

  private final ThreadPoolExecutor threads;

  SecurityWork() {
    var numbers = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            work -> {
              var thread = new Thread(work, "service-security-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
