package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.PredictionLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every answer of the service and counts every request without one, without a caller waiting
 * for it.
 *
 * <p>Entries wait in a bounded queue for at most tens of milliseconds and are written to the log in
 * batches. While the log is away, or slower than entries come, they go to files instead, and from
 * there to the log once it is back: in this process, or in the next that uses the folder. So an
 * orderly end loses nothing, and a kill only what was still in the queue. Every entry reaches the
 * log at least once and counts there once.
 *
 * <p>Safe to share between threads.
 */
public final class PredictionJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionJournal.class);
  private static final long WARN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Asked(ModelRef model, TrafficVariant variant) {}

  /** Failures of one version since the last batch. */
  private static final class Tally {
    private final Instant since;
    private int count;

    private Tally(Instant since) {
      this.since = since;
    }
  }

  private final JournalSettings settings;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final BlockingQueue<Entry> queue;
  private final Map<Asked, Tally> failures = new HashMap<>();
  private final SpillFolder spill;
  private final LogWriter writer;
  private final Thread pump;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);
  private volatile boolean closing;

  private PredictionJournal(
      JournalSettings settings,
      PredictionLog log,
      SpillFolder spill,
      Clock clock,
      Supplier<UUID> ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.spill = spill;
    this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
    this.writer = new LogWriter(settings, log, this::setAside);
    this.pump = new Thread(this::pump, "journal");
    pump.setDaemon(true);
  }

  /**
   * Opens a journal and begins to write what an earlier process left.
   *
   * @param log stays open
   * @param ids of counts of failed requests
   * @throws IOException when the folder cannot be used
   */
  public static PredictionJournal open(
      JournalSettings settings, PredictionLog log, Clock clock, Supplier<UUID> ids)
      throws IOException {
    SpillFolder spill = SpillFolder.open(settings.folder(), settings.spillBytes());
    var journal = new PredictionJournal(settings, log, spill, clock, ids);
    journal.pump.start();
    return journal;
  }

  /** Keeps an answer. Never blocks and never throws. */
  public void record(ServedPrediction prediction) {
    offer(new Entry.Served(prediction));
  }

  /** Counts a request that a version was asked and did not answer. Never blocks for long. */
  public void failed(ModelRef model, TrafficVariant variant) {
    synchronized (failures) {
      failures.computeIfAbsent(new Asked(model, variant), asked -> new Tally(clock.instant()))
          .count++;
    }
  }

  private void offer(Entry entry) {
    if (closing || !queue.offer(entry)) {
      lose(1, closing ? "the journal is closed" : "the queue is full");
    }
  }

  private void lose(int count, String reason) {
    long lost = dropped.addAndGet(count);
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last >= WARN_EVERY_NANOS && lastWarning.compareAndSet(last, now)) {
      LOG.atError()
          .addKeyValue("reason", reason)
          .addKeyValue("droppedSoFar", lost)
          .log("predictions are lost");
    }
  }

  public JournalStatistics statistics() {
    return new JournalStatistics(
        queue.size(),
        spill.bytes(),
        written.get(),
        spilled.get(),
        refused.get(),
        dropped.get(),
        damaged.get());
  }

  private void pump() {
    List<Entry> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        fill(batch);
        if (!batch.isEmpty()) {
          keep(batch);
        }
        if (queue.size() < settings.batchSize() && !closing) {
          replay();
        }
      } catch (InterruptedException e) {
        LOG.atWarn().log("somebody interrupted the journal; it goes on");
      } catch (RuntimeException e) {
        LOG.error("the journal failed unexpectedly; it goes on", e);
      } finally {
        batch.clear();
      }
    }
    List<Entry> last = new ArrayList<>();
    takeFailures(last);
    if (!last.isEmpty()) {
      keep(last);
    }
  }

  /** Waits for a batch, at most for the time that entries may linger. */
  private void fill(List<Entry> batch) throws InterruptedException {
    if (closing) {
      queue.drainTo(batch, settings.batchSize());
      return;
    }
    Entry first = queue.poll(settings.linger().toNanos() * 5, TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      long until = System.nanoTime() + settings.linger().toNanos();
      while (batch.size() < settings.batchSize()) {
        queue.drainTo(batch, settings.batchSize() - batch.size());
        long left = until - System.nanoTime();
        if (batch.size() >= settings.batchSize() || left <= 0 || closing) {
          break;
        }
        Entry next = queue.poll(left, TimeUnit.NANOSECONDS);
        if (next != null) {
          batch.add(next);
        }
      }
    }
    takeFailures(batch);
  }

  private void takeFailures(List<Entry> batch) {
    synchronized (failures) {
      failures.forEach(
          (asked, tally) ->
              batch.add(
                  new Entry.Failed(
                      new FailedRequests(
                          ids.get(), asked.model(), asked.variant(), tally.count, tally.since))));
      failures.clear();
    }
  }

  /** In the log, else in the folder, else lost and counted. */
  private void keep(List<Entry> batch) {
    List<Entry> entries = List.copyOf(batch);
    if (writer.write(entries)) {
      written.addAndGet(entries.size());
    } else {
      spill(entries);
    }
  }

  private void spill(List<Entry> entries) {
    int kept = 0;
    try {
      kept = spill.append(entries);
      spilled.addAndGet(kept);
    } catch (IOException e) {
      LOG.error("the journal's folder cannot be written", e);
    }
    if (kept < entries.size()) {
      lose(entries.size() - kept, "the journal's folder takes no more");
    }
  }

  /** Writes the oldest segment to the log, if both are there. */
  private void replay() {
    if (spill.bytes() == 0 || !writer.isAvailable()) {
      return;
    }
    try {
      SpillFolder.@Nullable Segment segment = spill.oldest();
      if (segment == null) {
        return;
      }
      List<Entry> entries = segment.entries();
      for (int from = 0; from < entries.size(); from += settings.batchSize()) {
        int to = Math.min(entries.size(), from + settings.batchSize());
        if (!writer.write(List.copyOf(entries.subList(from, to)))) {
          return; // It stays, and is written again from its beginning.
        }
      }
      spill.remove(segment);
      written.addAndGet(entries.size());
      damaged.addAndGet(segment.damaged());
      LOG.atInfo()
          .addKeyValue("entries", entries.size())
          .addKeyValue("damaged", segment.damaged())
          .log("predictions of the journal's folder are in the database");
    } catch (IOException e) {
      LOG.error("the journal's folder cannot be read", e);
    }
  }

  private void setAside(Entry entry) {
    refused.incrementAndGet();
    try {
      spill.setAside(entry);
    } catch (IOException e) {
      LOG.error("a refused prediction cannot be put aside", e);
    }
  }

  /**
   * Takes no more entries, and returns when those that it has are in the log or in the folder, or
   * after the time that the settings allow.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      pump.join(settings.closeTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
    if (pump.isAlive()) {
      LOG.atError()
          .addKeyValue("entries", queue.size())
          .log("the journal did not end in time; predictions may be lost");
      return;
    }
    List<Entry> late = new ArrayList<>();
    queue.drainTo(late);
    if (!late.isEmpty()) {
      spill(late); // Offered by a caller while the last batch was written.
    }
    try {
      spill.close();
    } catch (IOException e) {
      LOG.warn("the journal's folder cannot be closed", e);
    }
  }
}
