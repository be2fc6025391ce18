package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.store.ContentIndex;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the newest snapshot of every piece of content in the content index.
 *
 * <p>Effectively once: the index keeps the newest by (event time, event id), whatever is replayed
 * or reordered.
 */
public final class ContentIndexSink extends StoreSink<EmbeddedContent, QueuedContent> {
  private static final long serialVersionUID = 1L;

  /** Rows in one round trip; of several snapshots of one content only the newest is sent. */
  private static final int BATCH_SIZE = 500;

  /** Snapshots that may wait in memory for a store that is away; about 20 MB. */
  static final int MAX_BUFFERED = 5_000;

  private static final int MAX_IN_FLIGHT = 1;
  private static final long MAX_BATCH_BYTES = 8L << 20;
  private static final long MAX_ENTRY_BYTES = 2L << 20;

  /** A snapshot is to be found within a second, and batches are to be large. */
  private static final long MAX_WAIT_MILLIS = 200;

  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  private final ContentIndexFactory indexes;

  public ContentIndexSink(ContentIndexFactory indexes) {
    super(
        (content, context) -> new QueuedContent(content),
        new RetryingStoreWriter.Limits(
            BATCH_SIZE,
            MAX_IN_FLIGHT,
            MAX_BUFFERED,
            MAX_BATCH_BYTES,
            MAX_WAIT_MILLIS,
            MAX_ENTRY_BYTES,
            REQUEST_TIMEOUT_MILLIS));
    this.indexes = indexes;
  }

  @Override
  RetryingStoreWriter<EmbeddedContent, QueuedContent> open(
      ElementConverter<EmbeddedContent, QueuedContent> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<QueuedContent>> state) {
    return new Writer(converter, context, limits, state, indexes.open());
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedContent>> getWriterStateSerializer() {
    return new QueuedContent.StateSerializer();
  }

  private static final class Writer extends RetryingStoreWriter<EmbeddedContent, QueuedContent> {
    private final ContentIndex index;

    Writer(
        ElementConverter<EmbeddedContent, QueuedContent> converter,
        WriterInitContext context,
        Limits limits,
        Collection<BufferedRequestState<QueuedContent>> state,
        ContentIndex index) {
      super(converter, context, limits, state, "content index", "contentIndexWrite");
      this.index = index;
    }

    @Override
    protected long getSizeInBytes(QueuedContent queued) {
      return queued.sizeInBytes();
    }

    @Override
    void store(List<QueuedContent> batch) {
      index.save(batch.stream().map(QueuedContent::content).toList());
    }

    @Override
    void closeStore() {
      index.close();
    }
  }
}
