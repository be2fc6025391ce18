package com.ytempire.ml.local.input;

import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One pass over an input behind its last commit: waits until each record is due, sends it, commits
 * when a transaction is full or old enough, and sends heartbeats. Confined to one thread.
 */
final class PlayLoop {
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String inputId;
  private final PlayOptions options;
  private final Pace pace;
  private final PlayTransactions transactions;
  private final Clock clock;
  private final CountDownLatch stopped;
  private final Consumer<PlayProgress> onCommit;

  private long records;
  private long events;
  private long signals;
  private long unreadable;
  private long refused;
  private long oldest;
  private long newest;
  private Instant firstPlayedAt = Instant.EPOCH;

  private int uncommitted;
  private long openedAt;
  private long heartbeatAt = System.nanoTime();
  private long promised = Long.MIN_VALUE;

  PlayLoop(
      String inputId,
      PlayOptions options,
      Pace pace,
      PlayTransactions transactions,
      Clock clock,
      CountDownLatch stopped,
      Consumer<PlayProgress> onCommit) {
    this.inputId = inputId;
    this.options = options;
    this.pace = pace;
    this.transactions = transactions;
    this.clock = clock;
    this.stopped = stopped;
    this.onCommit = onCommit;
  }

  PlayReport.Outcome run(InputReader reader, PlayProgress start)
      throws IOException, InterruptedException {
    restore(start);
    for (InputRecord record = reader.next(); record != null; record = reader.next()) {
      if (!awaitDue(record)) {
        commit(false);
        return PlayReport.Outcome.STOPPED;
      }
      if (uncommitted == 0) {
        openedAt = System.nanoTime();
      }
      transactions.send(record);
      count(record);
      uncommitted++;
      if (System.nanoTime() - heartbeatAt > HEARTBEAT_NANOS) {
        sendHeartbeat(newest);
      }
      if (uncommitted >= options.commitRecords() || isOld()) {
        commit(false);
      }
    }
    if (newest != Long.MIN_VALUE) {
      transactions.sendHeartbeats(newest + 1 + options.outOfOrderness().toMillis());
    }
    commit(true);
    return PlayReport.Outcome.COMPLETED;
  }

  /** Waits for the record's time, committing and sending heartbeats meanwhile; false to stop. */
  private boolean awaitDue(InputRecord record) throws InterruptedException {
    Instant time = record.eventTime();
    long wait = time == null ? 0 : pace.waitMillis(time.toEpochMilli(), clock.millis());
    while (wait > 0 && time != null) {
      if (uncommitted > 0 && (isOld() || wait > options.commitEvery().toMillis())) {
        commit(false);
      }
      if (System.nanoTime() - heartbeatAt > HEARTBEAT_NANOS) {
        sendHeartbeat(Math.max(newest, pace.reached(time.toEpochMilli(), clock.millis())));
        commit(false);
      }
      if (stopped.await(Math.min(wait, 250), TimeUnit.MILLISECONDS)) {
        return false;
      }
      wait = pace.waitMillis(time.toEpochMilli(), clock.millis());
    }
    return stopped.getCount() > 0;
  }

  private boolean isOld() {
    return System.nanoTime() - openedAt > options.commitEvery().toNanos();
  }

  private void sendHeartbeat(long reached) {
    heartbeatAt = System.nanoTime();
    if (reached == Long.MIN_VALUE) {
      return;
    }
    long promise = reached - options.outOfOrderness().toMillis();
    if (promise > promised) {
      promised = promise;
      transactions.sendHeartbeats(promise);
    }
  }

  private void count(InputRecord record) {
    records++;
    switch (record.kind()) {
      case VIDEO_EVENT -> events++;
      case TREND_SIGNAL -> signals++;
      case UNREADABLE -> unreadable++;
      case REFUSED -> refused++;
    }
    Instant time = record.eventTime();
    if (time != null) {
      oldest = Math.min(oldest, time.toEpochMilli());
      newest = Math.max(newest, time.toEpochMilli());
    }
  }

  private void commit(boolean done) {
    PlayProgress now =
        new PlayProgress(
            firstPlayedAt, records, events, signals, unreadable, refused, oldest, newest, done);
    transactions.commit(inputId, now);
    uncommitted = 0;
    onCommit.accept(now);
  }

  private void restore(PlayProgress start) {
    firstPlayedAt = start.firstPlayedAt();
    records = start.records();
    events = start.events();
    signals = start.signals();
    unreadable = start.unreadable();
    refused = start.refused();
    oldest = start.oldestMillis();
    newest = start.newestMillis();
  }
}
