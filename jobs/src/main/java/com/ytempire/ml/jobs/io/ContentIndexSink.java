package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.store.ContentIndex;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps the newest snapshot of every piece of content in the content index. Effectively once: the
 * index keeps the newest by (event time, event id), whatever is replayed or reordered; of several
 * snapshots in a batch only the newest is sent.
 */
public final class ContentIndexSink extends TableSink<EmbeddedContent, QueuedContent> {
  private static final long serialVersionUID = 1L;

  private static final long MAX_BATCH_BYTES = 8L << 20;
  private static final long MAX_ENTRY_BYTES = 2L << 20;

  private final ContentIndexFactory indexes;

  public ContentIndexSink(ContentIndexFactory indexes) {
    super(
        (content, context) -> new QueuedContent(content),
        MAX_BATCH_BYTES,
        MAX_ENTRY_BYTES,
        "content index",
        "contentIndexWrite");
    this.indexes = indexes;
  }

  @Override
  Table<QueuedContent> open() {
    ContentIndex index = indexes.open();
    return Table.of(
        batch -> index.save(batch.stream().map(QueuedContent::content).toList()), index::close);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedContent>> getWriterStateSerializer() {
    return new QueuedContent.StateSerializer();
  }
}
