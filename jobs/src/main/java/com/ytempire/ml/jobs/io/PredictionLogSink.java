package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.store.PredictionLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes predictions and outcomes to the prediction log. Effectively once: the log keeps one entry
 * per prediction id, whatever is replayed or reordered.
 */
public final class PredictionLogSink extends TableSink<PredictionLogEntry, QueuedLogEntry> {
  private static final long serialVersionUID = 1L;

  private static final long MAX_BATCH_BYTES = 8L << 20;
  private static final long MAX_ENTRY_BYTES = 1L << 20;

  private final PredictionLogFactory logs;

  public PredictionLogSink(PredictionLogFactory logs) {
    super(
        (entry, context) -> new QueuedLogEntry(entry),
        MAX_BATCH_BYTES,
        MAX_ENTRY_BYTES,
        "prediction log",
        "predictionLogWrite");
    this.logs = logs;
  }

  @Override
  Table<QueuedLogEntry> open() {
    PredictionLog log = logs.open();
    return Table.of(batch -> save(batch, log), log::close);
  }

  private static void save(List<QueuedLogEntry> batch, PredictionLog log) {
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
  public SimpleVersionedSerializer<BufferedRequestState<QueuedLogEntry>>
      getWriterStateSerializer() {
    return new QueuedLogEntry.StateSerializer();
  }
}
