package com.ytempire.ml.api.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events go to be kept and read by the jobs. Safe to share between threads. */
interface EventLog extends AutoCloseable {
  /**
   * Appends records, those of one key in their order.
   *
   * @return done once all of them are kept for good; fails with a {@link
   *     com.ytempire.ml.core.store.StoreUnavailableException} when any may not be, some of the
   *     others being there or not. It ends in bounded time. The call itself may wait a moment for
   *     room
   */
  CompletableFuture<Void> append(List<LogRecord> records);

  /** Waits a few seconds for what is being appended. */
  @Override
  void close();

  /**
   * A record of the log.
   *
   * @param topic where to
   * @param key what keeps its order with others of the same key
   * @param value the bytes
   * @param eventMillis time of an event whose series this sender sends in order, in epoch
   *     milliseconds; {@link #NO_EVENT} for what is no event
   * @param kind tells records of different content in one topic apart; empty where there is one
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record LogRecord(String topic, String key, byte[] value, long eventMillis, String kind) {
    static final long NO_EVENT = Long.MIN_VALUE;

    boolean isEvent() {
      return eventMillis != NO_EVENT;
    }
  }
}
