package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.StoreRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches to the log, and notices when it is away: then it is left alone for a while, so
 * that nobody waits for it batch by batch. A write that takes too long counts as failed; its
 * entries are written again later, which changes nothing where it succeeded after all. Confined to
 * one thread.
 */
final class LogWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final int MAX_FACTOR = 20;

  private final PredictionLog log;
  private final Duration timeout;
  private final Duration retryAfter;
  private final Consumer<Entry> refused;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread writer = new Thread(task, "journal-writer");
            writer.setDaemon(true);
            return writer;
          });
  private @Nullable Future<?> running;
  private boolean away;
  private long retryNanos;
  private int factor = 1;

  /**
   * @param refused takes an entry that the log will never take
   */
  LogWriter(JournalSettings settings, PredictionLog log, Consumer<Entry> refused) {
    this.log = log;
    this.timeout = settings.writeTimeout();
    this.retryAfter = settings.retryAfter();
    this.refused = refused;
  }

  /** Whether a write is worth trying. */
  boolean isAvailable() {
    boolean busy = running != null && !running.isDone();
    return !busy && (!away || System.nanoTime() - retryNanos >= 0);
  }

  /**
   * Writes entries.
   *
   * @return whether the log has them all, but for those that it refused
   */
  boolean write(List<Entry> entries) {
    if (!isAvailable()) {
      return false;
    }
    Future<?> write = thread.submit(() -> Entry.save(entries, log));
    running = write;
    try {
      write.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (away) {
        LOG.atInfo().log("predictions are written to the database again");
      }
      away = false;
      factor = 1;
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreRefusedException refusal) {
        return writeHalves(entries, refusal);
      }
      return noteFailure(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      return noteFailure("no answer after " + timeout);
    } catch (InterruptedException e) {
      // The thread goes on to write files, which an interrupted one cannot.
      return noteFailure("interrupted");
    }
  }

  /** One entry in a batch is wrong: finds it by halving, so that the others are kept. */
  private boolean writeHalves(List<Entry> entries, StoreRefusedException refusal) {
    if (entries.size() == 1) {
      LOG.atError()
          .addKeyValue("reason", refusal.getMessage())
          .log("the database will never take a prediction; it is put aside in refused.txt");
      refused.accept(entries.get(0));
      return true;
    }
    int middle = entries.size() / 2;
    return write(entries.subList(0, middle)) && write(entries.subList(middle, entries.size()));
  }

  private boolean noteFailure(String reason) {
    long wait = retryAfter.toNanos() * factor;
    retryNanos = System.nanoTime() + wait;
    factor = Math.min(MAX_FACTOR, factor * 2);
    if (!away) {
      LOG.atWarn()
          .addKeyValue("reason", reason)
          .log("predictions cannot be written to the database; they go to the journal's folder");
    }
    away = true;
    return false;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
