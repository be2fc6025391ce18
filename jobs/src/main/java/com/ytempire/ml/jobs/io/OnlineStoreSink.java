package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.util.Collection;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes features to the online store, in batches, off the task thread.
 *
 * <p>Delivery is at least once and effectively once: the store compares and sets by (event time,
 * event id), so a replayed or reordered write changes nothing. What has not been acknowledged is
 * part of the checkpoint. While the store is away batches are tried again with a growing pause, and
 * the job slows down once {@link #MAX_BUFFERED} writes wait.
 */
public final class OnlineStoreSink extends StoreSink<FeatureWrite, QueuedWrite> {
  private static final long serialVersionUID = 1L;

  /**
   * Writes that may wait in memory for a store that is away; about 8 MB with embeddings at most.
   */
  static final int MAX_BUFFERED = 5_000;

  /** Batches under way at once: one being written while the next is prepared. */
  private static final int MAX_IN_FLIGHT = 2;

  private static final long MAX_BATCH_BYTES = 8L << 20;
  private static final long MAX_WRITE_BYTES = 1L << 20;

  /** How long a write waits for company. Bounds what batching adds to event-to-servable latency. */
  private static final long MAX_WAIT_MILLIS = 50;

  /** Long enough for the pauses between tries; a try that hangs is the store's timeout to end. */
  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  private final Map<String, FeatureSchema> schemas;
  private final StoreFactory stores;

  /**
   * @param schemas layout of the writes, by entity type
   * @param stores opens the store
   * @param batchSize most writes in one batch, at least 1
   */
  public OnlineStoreSink(Map<String, FeatureSchema> schemas, StoreFactory stores, int batchSize) {
    super(
        (write, context) -> new QueuedWrite(write),
        new RetryingStoreWriter.Limits(
            batchSize,
            MAX_IN_FLIGHT,
            Math.max(MAX_BUFFERED, 2 * batchSize),
            MAX_BATCH_BYTES,
            MAX_WAIT_MILLIS,
            MAX_WRITE_BYTES,
            REQUEST_TIMEOUT_MILLIS));
    this.schemas = Map.copyOf(schemas);
    this.stores = stores;
  }

  @Override
  RetryingStoreWriter<FeatureWrite, QueuedWrite> open(
      ElementConverter<FeatureWrite, QueuedWrite> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<QueuedWrite>> state) {
    return new OnlineStoreWriter(converter, context, limits, state, schemas, stores.open());
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedWrite>> getWriterStateSerializer() {
    return new QueuedWrite.StateSerializer();
  }
}
