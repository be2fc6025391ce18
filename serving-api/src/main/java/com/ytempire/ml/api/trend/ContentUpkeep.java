package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.StoreUnavailableException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes content from the index of which nothing new came for long, now and then, on a thread of
 * its own. Every process of the service does it; the index lets them.
 */
final class ContentUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContentUpkeep.class);

  private final ContentIndex index;
  private final Duration retention;
  private final Clock clock;
  private final Counter removed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "content-upkeep");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param retention age from which content is removed
   * @param firstAfter time until the first look
   * @param every time between two looks
   */
  ContentUpkeep(
      ContentIndex index,
      Duration retention,
      Clock clock,
      PrometheusRegistry metrics,
      Duration firstAfter,
      Duration every) {
    this.index = index;
    this.retention = retention;
    this.clock = clock;
    this.removed =
        Counter.builder()
            .name("content_removed")
            .help("Pieces of content that this process removed from the index for their age.")
            .register(metrics);
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, firstAfter.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long count = index.removeOlderThan(clock.instant().minus(retention));
      if (count > 0) {
        removed.inc(count);
        LOG.atInfo()
            .addKeyValue("count", count)
            .addKeyValue("retentionDays", retention.toDays())
            .log("content is removed for its age");
      }
    } catch (StoreUnavailableException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("upkeep of content must wait");
    } catch (RuntimeException e) {
      LOG.warn("upkeep of content failed; it is tried again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
