package com.ytempire.ml.api.ingest;

import com.ytempire.ml.core.store.StoreUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A log in memory that can be away. */
final class RecordedLog implements EventLog {
  private final List<LogRecord> records = new ArrayList<>();
  private boolean away;

  @Override
  public synchronized CompletableFuture<Void> append(List<LogRecord> batch) {
    if (away) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException("kafka at secret-host", new IOException("refused")));
    }
    records.addAll(batch);
    return CompletableFuture.completedFuture(null);
  }

  synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** What came since the last call. */
  synchronized List<LogRecord> take() {
    List<LogRecord> taken = List.copyOf(records);
    records.clear();
    return taken;
  }

  @Override
  public void close() {}
}
