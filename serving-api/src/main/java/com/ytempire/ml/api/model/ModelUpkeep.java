package com.ytempire.ml.api.model;

import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be done now and then for models, on a thread of its own: watch rollouts, work out what
 * Prometheus reads, and measure past days. Outcomes come up to two weeks late, so the last two
 * weeks are measured anew each day; of several processes one does it.
 */
final class ModelUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelUpkeep.class);
  private static final int DAYS = 14;

  private final PredictionStatistics statistics;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "model-upkeep");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param lookEvery time between two looks at the rollouts
   * @param measureEvery time between two looks at whether the past days are measured
   */
  ModelUpkeep(
      RolloutWatch watch,
      ModelGauges gauges,
      PredictionStatistics statistics,
      Clock clock,
      Duration lookEvery,
      Duration measureEvery) {
    this.statistics = statistics;
    this.clock = clock;
    every(lookEvery, watch::look);
    every(measureEvery, this::measure);
    every(measureEvery, gauges::refresh);
  }

  private void every(Duration period, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> guarded(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("upkeep of models must wait");
    } catch (RuntimeException e) {
      LOG.warn("upkeep of models failed; it is tried again", e);
    }
  }

  /** Measures the past days, unless that was done today. */
  void measure() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean measured =
        statistics.measureDaysOnce(
            today.minusDays(DAYS),
            today.minusDays(1),
            today.atStartOfDay(ZoneOffset.UTC).toInstant());
    if (measured) {
      LOG.atInfo().addKeyValue("until", today.minusDays(1)).log("days of models are measured");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
