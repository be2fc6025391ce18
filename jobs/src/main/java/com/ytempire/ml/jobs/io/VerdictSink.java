package com.ytempire.ml.jobs.io;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.store.Verdicts;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Keeps verdicts on drift. Effectively once: the store keeps one verdict of each column, window and
 * slice.
 */
public final class VerdictSink extends TableSink<DriftEvent, QueuedVerdict> {
  private static final long serialVersionUID = 1L;

  private static final long MAX_BATCH_BYTES = 4L << 20;
  private static final long MAX_VERDICT_BYTES = 1L << 16;

  private final VerdictStoreFactory stores;

  public VerdictSink(VerdictStoreFactory stores) {
    super(
        (event, context) -> new QueuedVerdict(event),
        MAX_BATCH_BYTES,
        MAX_VERDICT_BYTES,
        "verdicts on drift",
        "verdictWrite");
    this.stores = stores;
  }

  @Override
  Table<QueuedVerdict> open() {
    Verdicts verdicts = stores.open();
    return Table.of(
        batch -> verdicts.save(batch.stream().map(QueuedVerdict::event).toList()), verdicts::close);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedVerdict>> getWriterStateSerializer() {
    return new QueuedVerdict.StateSerializer();
  }
}
