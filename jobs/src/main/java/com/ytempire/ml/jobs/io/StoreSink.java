package com.ytempire.ml.jobs.io;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * A sink that writes to a store in batches, off the task thread.
 *
 * <p>What has not been acknowledged is part of the checkpoint. While the store is away batches are
 * tried again with a growing pause, and the job slows down once too much waits. Delivery is at
 * least once; stores make it effectively once.
 *
 * @param <I> what the job writes
 * @param <Q> how it waits in the writer and in the checkpoint
 */
abstract class StoreSink<I, Q extends Serializable> extends AsyncSinkBase<I, Q> {
  private static final long serialVersionUID = 1L;

  StoreSink(ElementConverter<I, Q> converter, RetryingStoreWriter.Limits limits) {
    super(
        converter,
        limits.batchSize(),
        limits.inFlight(),
        limits.buffered(),
        limits.batchBytes(),
        limits.waitMillis(),
        limits.writeBytes(),
        limits.requestTimeoutMillis(),
        false);
  }

  /** Opens the store and makes a writer over it. */
  abstract RetryingStoreWriter<I, Q> open(
      ElementConverter<I, Q> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<Q>> state);

  @Override
  public StatefulSinkWriter<I, BufferedRequestState<Q>> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<I, BufferedRequestState<Q>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<Q>> state) {
    var limits =
        new RetryingStoreWriter.Limits(
            getMaxBatchSize(),
            getMaxInFlightRequests(),
            getMaxBufferedRequests(),
            getMaxBatchSizeInBytes(),
            getMaxTimeInBufferMS(),
            getMaxRecordSizeInBytes(),
            getRequestTimeoutMS());
    return open(getElementConverter(), context, limits, state);
  }
}
