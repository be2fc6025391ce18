package com.ytempire.ml.training.tracking;

import com.ytempire.ml.core.settings.MlflowSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.training.tracking.TrackingEvent.Begun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks runs at an MLflow server, if there is one. What is told is kept in a folder and delivered
 * by a thread of its own; what the server does not take now is tried again, by this process or a
 * later one. Safe to share between threads.
 */
public final class Tracking implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tracking.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Path folder;
  private final Clock clock;
  private final @Nullable JournalDelivery delivery;
  private final @Nullable ScheduledExecutorService thread;

  /** Journals are delivered in the order of their names, which begin with their time. */
  private final AtomicLong last = new AtomicLong();

  private Duration pause = PAUSE;

  private Tracking(
      Path folder,
      Clock clock,
      @Nullable JournalDelivery delivery,
      @Nullable ScheduledExecutorService thread) {
    this.folder = folder;
    this.clock = clock;
    this.delivery = delivery;
    this.thread = thread;
  }

  /**
   * Begins to deliver, where a server is configured.
   *
   * @param objects how artefacts come to a server that keeps them in S3
   * @param folder of journals, made where it is not there; may be shared between processes of one
   *     machine
   * @throws IOException when the folder cannot be made
   */
  public static Tracking open(
      MlflowSettings settings, ObjectStoreSettings objects, Path folder, Clock clock)
      throws IOException {
    URI server = settings.server();
    if (server == null) {
      return new Tracking(folder, clock, null, null);
    }
    Files.createDirectories(folder);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var daemon = new Thread(work, "mlflow-delivery");
              daemon.setDaemon(true);
              return daemon;
            });
    var delivery = new JournalDelivery(folder, new MlflowClient(server, settings), objects);
    var tracking = new Tracking(folder, clock, delivery, thread);
    thread.execute(() -> tracking.deliverAndComeBack(delivery, thread));
    return tracking;
  }

  private void deliverAndComeBack(JournalDelivery delivery, ScheduledExecutorService thread) {
    tryToDeliver(delivery);
    if (!thread.isShutdown()) {
      var unused =
          thread.schedule(
              () -> deliverAndComeBack(delivery, thread), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** On the delivery's thread. */
  private boolean tryToDeliver(JournalDelivery delivery) {
    try {
      boolean isAll = delivery.deliver();
      pause = PAUSE;
      return isAll;
    } catch (IOException | RuntimeException e) {
      if (pause.equals(PAUSE)) {
        log.warn("MLflow does not answer ({}); runs are kept in {}", e.toString(), folder);
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      return false;
    }
  }

  /**
   * Begins to track a run, or goes on with it.
   *
   * @param run its id, the same whenever it goes on
   * @param experiment under which it is compared with others
   * @param name of the run
   * @param params what was asked for, by name
   * @param tags what else is known, by name
   */
  public TrackedRun begin(
      String run,
      String experiment,
      String name,
      Map<String, String> params,
      Map<String, String> tags) {
    if (delivery == null) {
      return new TrackedRun(null, clock);
    }
    long now = clock.millis();
    long place = last.updateAndGet(before -> Math.max(before + 1, now));
    String file = "%013d-%s%s".formatted(place, UUID.randomUUID(), RunJournal.SUFFIX);
    try {
      RunJournal journal = RunJournal.begin(folder.resolve(file));
      journal.append(
          new Begun(
              run, experiment, name, now, new LinkedHashMap<>(params), new LinkedHashMap<>(tags)));
      return new TrackedRun(journal, clock);
    } catch (IOException e) {
      log.warn("the run is not tracked, its journal cannot be written", e);
      return new TrackedRun(null, clock);
    }
  }

  /**
   * Waits until the server has what was told so far.
   *
   * @return whether it has; true also where runs are not tracked
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    JournalDelivery to = delivery;
    if (to == null || thread == null) {
      return true;
    }
    try {
      return thread.submit(() -> tryToDeliver(to)).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops delivering; what is left stays in the folder. */
  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
