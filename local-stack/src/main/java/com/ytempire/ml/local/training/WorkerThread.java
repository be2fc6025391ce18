package com.ytempire.ml.local.training;

import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.training.worker.TrainingWorker;
import com.ytempire.ml.training.worker.TrainingWorker.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A worker on a thread that nobody interrupts, because files are read and written there. Closing it
 * lets the worker leave its job after the epoch; one that takes longer is handed back as it is.
 */
public final class WorkerThread implements AutoCloseable {
  private static final Duration EPOCH_LIMIT = Duration.ofSeconds(15);
  private static final int MAX_HOST = 100;

  private final TrainingWorker worker;
  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private WorkerThread(TrainingWorker worker, Until until) {
    this.worker = worker;
    this.thread = new Thread(() -> run(until), "training-worker");
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public static WorkerThread start(TrainingWorker worker, Until until) {
    var started = new WorkerThread(worker, until);
    started.thread.start();
    return started;
  }

  /** A name that no other process has: host, process, and something random. */
  public static String name() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return "%s:%d:%s"
        .formatted(
            host.substring(0, Math.min(host.length(), MAX_HOST)),
            ProcessHandle.current().pid(),
            UUID.randomUUID().toString().substring(0, 8));
  }

  private void run(Until until) {
    try {
      worker.run(until);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure.set(e);
    }
  }

  /** Also stops the worker when the stream ends, as that of a process does whose parent died. */
  public void stopAtEndOf(InputStream input) {
    var watch =
        new Thread(
            () -> {
              try {
                input.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // It has ended.
              }
              worker.stop();
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Waits for the worker's end.
   *
   * @throws ServerException when a mistake ended it
   */
  public void await() throws InterruptedException {
    thread.join();
    Throwable why = failure.get();
    if (why != null) {
      throw new ServerException("the worker broke off: " + why, why);
    }
  }

  @Override
  public void close() {
    worker.stop();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(EPOCH_LIMIT.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      worker.handBack();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
