package com.ytempire.ml.jobs.io;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * A sink of rows into a table, off the task thread, by the limits that all such sinks share: while
 * the table's store is away, the job slows down once {@link #MAX_BUFFERED} rows wait.
 *
 * @param <I> what the job writes
 * @param <Q> how it waits in the writer and in the checkpoint
 */
abstract class TableSink<I, Q extends QueuedRow> extends StoreSink<I, Q> {
  private static final long serialVersionUID = 1L;

  /** Rows that may wait in memory for a store that is away. */
  private static final int MAX_BUFFERED = 5_000;

  /** Rows in one round trip; more gain little, and a bad one makes all of them be sent again. */
  private static final int BATCH_SIZE = 500;

  private static final int MAX_IN_FLIGHT = 1;

  /** A row is to be found within a second, and batches are to be large. */
  private static final long MAX_WAIT_MILLIS = 200;

  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  private final String store;
  private final String metric;

  /**
   * @param batchBytes most bytes in a batch
   * @param rowBytes most bytes of a row
   * @param store the store's name in logs and threads
   * @param metric beginning of the counters' names
   */
  TableSink(
      ElementConverter<I, Q> converter,
      long batchBytes,
      long rowBytes,
      String store,
      String metric) {
    super(
        converter,
        new RetryingStoreWriter.Limits(
            BATCH_SIZE,
            MAX_IN_FLIGHT,
            MAX_BUFFERED,
            batchBytes,
            MAX_WAIT_MILLIS,
            rowBytes,
            REQUEST_TIMEOUT_MILLIS));
    this.store = store;
    this.metric = metric;
  }

  /**
   * A table, or a few that belong together, open for one writer.
   *
   * @param <Q> rows
   */
  interface Table<Q> extends AutoCloseable {
    /** A table of what writes rows and of what lets go of it. */
    static <Q> Table<Q> of(Consumer<List<Q>> save, Runnable close) {
      return new Table<>() {
        @Override
        public void save(List<Q> rows) {
          save.accept(rows);
        }

        @Override
        public void close() {
          close.run();
        }
      };
    }

    /** Keeps rows; may block. Whatever was kept when it throws is sent again. */
    void save(List<Q> rows);

    @Override
    void close();
  }

  /** Opens the table for one writer. */
  abstract Table<Q> open();

  @Override
  final RetryingStoreWriter<I, Q> open(
      ElementConverter<I, Q> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<Q>> state) {
    Table<Q> table = open();
    return new RetryingStoreWriter<>(converter, context, limits, state, store, metric) {
      @Override
      protected long getSizeInBytes(Q queued) {
        return queued.sizeInBytes();
      }

      @Override
      void store(List<Q> batch) {
        table.save(batch);
      }

      @Override
      void closeStore() {
        table.close();
      }
    };
  }
}
