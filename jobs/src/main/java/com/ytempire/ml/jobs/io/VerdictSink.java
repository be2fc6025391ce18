package com.ytempire.ml.jobs.io;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.store.Verdicts;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps verdicts on drift, in batches, off the task thread. Delivery is at least once and
 * effectively once: the store keeps one verdict of each column, window and slice. While it is away
 * batches are tried again with a growing pause, and the job slows down once {@link #MAX_BUFFERED}
 * wait.
 */
public final class VerdictSink extends StoreSink<DriftEvent, QueuedVerdict> {
  private static final long serialVersionUID = 1L;

  private static final int BATCH_SIZE = 500;
  private static final int MAX_BUFFERED = 5_000;
  private static final int MAX_IN_FLIGHT = 1;
  private static final long MAX_BATCH_BYTES = 4L << 20;
  private static final long MAX_VERDICT_BYTES = 1L << 16;
  private static final long MAX_WAIT_MILLIS = 200;
  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  private final VerdictStoreFactory stores;

  public VerdictSink(VerdictStoreFactory stores) {
    super(
        (event, context) -> new QueuedVerdict(event),
        new RetryingStoreWriter.Limits(
            BATCH_SIZE,
            MAX_IN_FLIGHT,
            MAX_BUFFERED,
            MAX_BATCH_BYTES,
            MAX_WAIT_MILLIS,
            MAX_VERDICT_BYTES,
            REQUEST_TIMEOUT_MILLIS));
    this.stores = stores;
  }

  @Override
  RetryingStoreWriter<DriftEvent, QueuedVerdict> open(
      ElementConverter<DriftEvent, QueuedVerdict> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<QueuedVerdict>> state) {
    return new Writer(converter, context, limits, state, stores.open());
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedVerdict>> getWriterStateSerializer() {
    return new QueuedVerdict.StateSerializer();
  }

  private static final class Writer extends RetryingStoreWriter<DriftEvent, QueuedVerdict> {
    private final Verdicts verdicts;

    Writer(
        ElementConverter<DriftEvent, QueuedVerdict> converter,
        WriterInitContext context,
        Limits limits,
        Collection<BufferedRequestState<QueuedVerdict>> state,
        Verdicts verdicts) {
      super(converter, context, limits, state, "verdicts on drift", "verdictWrite");
      this.verdicts = verdicts;
    }

    @Override
    protected long getSizeInBytes(QueuedVerdict queued) {
      return QueuedVerdict.BYTES;
    }

    @Override
    void store(List<QueuedVerdict> batch) {
      verdicts.save(batch.stream().map(QueuedVerdict::event).toList());
    }

    @Override
    void closeStore() {
      verdicts.close();
    }
  }
}
