package com.ytempire.ml.api.security;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings entries to the audit log behind the answers' backs. An entry waits in a bounded queue
 * until the log has it, however long the log is away; one that finds the queue full, or that is
 * still there when stopping takes too long, goes to the process' own log instead, and is counted. A
 * process that is killed loses the queue.
 *
 * <p>Never blocks whoever records. Safe to share between threads.
 */
final class AuditTrail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 200;
  private static final Duration IDLE = Duration.ofMillis(500);

  private final AuditLog log;
  private final Duration pause;
  private final Duration lastChance;
  private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong unkept = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;
  private boolean away; // Confined to the writer.

  /**
   * Starts the thread that writes.
   *
   * @param pause between attempts while the log is away
   * @param lastChance how long {@link #close} goes on trying
   */
  AuditTrail(AuditLog log, Duration pause, Duration lastChance) {
    this.log = log;
    this.pause = pause;
    this.lastChance = lastChance;
    this.writer = new Thread(this::write, "audit-trail");
    writer.setDaemon(true);
    writer.start();
  }

  void record(AuditEntry entry) {
    if (closing || !waiting.offer(entry)) {
      keepHere(entry);
    } else if (!writer.isAlive() && waiting.remove(entry)) {
      keepHere(entry); // It came after the last look.
    }
  }

  /** How many entries the log did not get, since the start. */
  long unkept() {
    return unkept.get();
  }

  private void write() {
    List<AuditEntry> batch = new ArrayList<>();
    long deadline = Long.MAX_VALUE;
    try {
      while (true) {
        if (batch.isEmpty()) {
          AuditEntry first = waiting.poll(closing ? 0 : IDLE.toMillis(), TimeUnit.MILLISECONDS);
          if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, BATCH - 1);
          } else if (closing) {
            return;
          }
        }
        if (closing && deadline == Long.MAX_VALUE) {
          deadline = System.nanoTime() + lastChance.toNanos();
        }
        if (!batch.isEmpty() && !store(batch)) {
          if (closing && System.nanoTime() - deadline >= 0) {
            return;
          }
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.drainTo(batch);
      batch.forEach(this::keepHere);
    }
  }

  /** Empties the batch unless the log is away. */
  private boolean store(List<AuditEntry> batch) {
    try {
      log.append(batch);
    } catch (StoreUnavailableException e) {
      if (!away) {
        LOG.warn("audit log unavailable, entries wait", e);
      }
      away = true;
      return false;
    } catch (StoreRefusedException e) {
      LOG.error("audit log refused entries", e);
      batch.forEach(this::keepHere);
    }
    away = false;
    batch.clear();
    return true;
  }

  private void keepHere(AuditEntry entry) {
    unkept.incrementAndGet();
    LOG.error("audit entry not in the audit log: {}", entry);
  }

  /** Brings what waits to the log, or to the process' own log when that does not work in time. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(lastChance.plus(pause).plusSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writer.isAlive()) {
      writer.interrupt();
    }
  }
}
