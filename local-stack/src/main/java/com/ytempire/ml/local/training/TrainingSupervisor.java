package com.ytempire.ml.local.training;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.WorkerSettings;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresTrainingJobs;
import com.ytempire.ml.core.training.TrainingLease;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for trainings while a stack runs and starts a worker's process when one waits, so that a
 * stack on which nothing is trained pays for no process. Closing it stops the worker in order.
 */
public final class TrainingSupervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainingSupervisor.class);

  /** After a worker that could not run. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** For what a worker does when it is stopped. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Launch launch;
  private final WorkerSettings settings;
  private final TrainingLease lease;
  private final HikariDataSource connections;
  private final TrainingJobs jobs;
  private final PrintWriter console;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable WorkerProcess worker;

  /**
   * How a worker is started.
   *
   * @param mainClass of the command line
   * @param arguments of the command {@code worker}
   * @param environment of the process
   * @param log where its console goes
   */
  public record Launch(
      String mainClass, List<String> arguments, Map<String, String> environment, Path log) {}

  private TrainingSupervisor(Launch launch, PlatformSettings settings, PrintWriter console) {
    this.launch = launch;
    this.settings = settings.training().worker();
    this.lease = new TrainingLease(this.settings.lease(), this.settings.attempts());
    this.connections = PostgresConnections.pool(settings.database(), 1);
    this.jobs = new PostgresTrainingJobs(connections);
    this.console = console;
    this.thread = new Thread(this::run, "training-supervisor");
    thread.setDaemon(true);
  }

  /** Starts looking. */
  public static TrainingSupervisor start(
      Launch launch, PlatformSettings settings, PrintWriter console) {
    var started = new TrainingSupervisor(launch, settings, console);
    started.thread.start();
    return started;
  }

  private void run() {
    try {
      while (!isStopped(settings.poll())) {
        if (isWaiting() && !work()) {
          isStopped(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, at most so long, for the end. */
  private boolean isStopped(Duration limit) throws InterruptedException {
    return stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isWaiting() {
    try {
      return jobs.isWaiting(lease);
    } catch (StoreUnavailableException e) {
      log.debug("trainings cannot be looked for: {}", e.getMessage());
      return false; // It comes back, or the stack ends.
    }
  }

  /** Whether a worker ran and ended well. */
  private boolean work() throws InterruptedException {
    WorkerProcess started;
    try {
      started =
          WorkerProcess.start(
              launch.mainClass(), launch.arguments(), launch.environment(), launch.log());
    } catch (IOException e) {
      line("no worker", "it cannot be started: " + e.getMessage());
      return false;
    }
    worker = started;
    if (stopped.getCount() == 0) {
      started.stop();
      return true;
    }
    line("begins", "log in " + launch.log());
    int code = started.await();
    worker = null;
    if (stopped.getCount() > 0) {
      line(code == 0 ? "no more" : "worker failed", code == 0 ? "" : "see " + launch.log());
    }
    return code == 0;
  }

  private void line(String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", "training", event, detail).stripTrailing());
    console.flush();
  }

  @Override
  public void close() {
    stopped.countDown();
    WorkerProcess running = worker;
    if (running != null) {
      running.stop();
    }
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    connections.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
