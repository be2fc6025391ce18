package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.store.PredictionLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes predictions and outcomes to the prediction log, in batches, off the task thread.
 *
 * <p>Delivery is at least once and effectively once: the log keeps one entry per prediction id,
 * whatever is replayed or reordered. What has not been acknowledged is part of the checkpoint.
 * While the store is away batches are tried again with a growing pause, and the job slows down once
 * {@link #MAX_BUFFERED} entries wait.
 */
public final class PredictionLogSink extends StoreSink<PredictionLogEntry, QueuedLogEntry> {
  private static final long serialVersionUID = 1L;

  /** Rows in one round trip; more gain little, and a bad one makes all of them be sent again. */
  private static final int BATCH_SIZE = 500;

  /** Entries that may wait in memory for a store that is away; about 5 MB. */
  static final int MAX_BUFFERED = 5_000;

  private static final int MAX_IN_FLIGHT = 1;
  private static final long MAX_BATCH_BYTES = 8L << 20;
  private static final long MAX_ENTRY_BYTES = 1L << 20;
  private static final long MAX_WAIT_MILLIS = 200;
  private static final long REQUEST_TIMEOUT_MILLIS = 600_000;

  private final PredictionLogFactory logs;

  public PredictionLogSink(PredictionLogFactory logs) {
    super(
        (entry, context) -> new QueuedLogEntry(entry),
        new RetryingStoreWriter.Limits(
            BATCH_SIZE,
            MAX_IN_FLIGHT,
            MAX_BUFFERED,
            MAX_BATCH_BYTES,
            MAX_WAIT_MILLIS,
            MAX_ENTRY_BYTES,
            REQUEST_TIMEOUT_MILLIS));
    this.logs = logs;
  }

  @Override
  RetryingStoreWriter<PredictionLogEntry, QueuedLogEntry> open(
      ElementConverter<PredictionLogEntry, QueuedLogEntry> converter,
      WriterInitContext context,
      RetryingStoreWriter.Limits limits,
      Collection<BufferedRequestState<QueuedLogEntry>> state) {
    return new Writer(converter, context, limits, state, logs.open());
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<QueuedLogEntry>>
      getWriterStateSerializer() {
    return new QueuedLogEntry.StateSerializer();
  }

  private static final class Writer
      extends RetryingStoreWriter<PredictionLogEntry, QueuedLogEntry> {
    private final PredictionLog log;

    Writer(
        ElementConverter<PredictionLogEntry, QueuedLogEntry> converter,
        WriterInitContext context,
        Limits limits,
        Collection<BufferedRequestState<QueuedLogEntry>> state,
        PredictionLog log) {
      super(converter, context, limits, state, "prediction log", "predictionLogWrite");
      this.log = log;
    }

    @Override
    protected long getSizeInBytes(QueuedLogEntry queued) {
      return queued.sizeInBytes();
    }

    @Override
    void store(List<QueuedLogEntry> batch) {
      List<Prediction> predictions = new ArrayList<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (QueuedLogEntry queued : batch) {
        if (queued.entry().prediction() != null) {
          predictions.add(queued.entry().prediction());
        }
        if (queued.entry().outcome() != null) {
          outcomes.add(queued.entry().outcome());
        }
      }
      log.savePredictions(predictions);
      log.saveOutcomes(outcomes);
    }

    @Override
    void closeStore() {
      log.close();
    }
  }
}
