package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.OutcomeReader;
import com.ytempire.ml.core.prediction.json.OutcomeWriter;
import com.ytempire.ml.core.prediction.json.PredictionReader;
import com.ytempire.ml.core.prediction.json.PredictionWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.jspecify.annotations.Nullable;

/**
 * An entry that waits in the sink.
 *
 * @param entry the entry; it is saved by {@link StateSerializer}, never by Java serialization
 */
record QueuedLogEntry(@SuppressWarnings("serial") PredictionLogEntry entry) implements QueuedRow {
  private static final long PREDICTION_BYTES = 512;
  private static final long NUMBER_BYTES = 32;

  @Override
  public long sizeInBytes() {
    @Nullable Prediction prediction = entry.prediction();
    int numbers = prediction == null ? 0 : prediction.inputs().size() + prediction.outputs().size();
    return PREDICTION_BYTES + NUMBER_BYTES * numbers;
  }

  /** The checkpoint form. A storage format: change it only together with the version. */
  static final class StateSerializer extends AsyncSinkWriterStateSerializer<QueuedLogEntry> {
    private static final int PREDICTION = 1;
    private static final int OUTCOME = 2;

    @Override
    protected void serializeRequestToStream(QueuedLogEntry queued, DataOutputStream out)
        throws IOException {
      @Nullable Prediction prediction = queued.entry.prediction();
      @Nullable Outcome outcome = queued.entry.outcome();
      if (prediction != null) {
        write(out, PREDICTION, PredictionWriter.write(prediction));
      } else if (outcome != null) {
        write(out, OUTCOME, OutcomeWriter.write(outcome));
      } else {
        throw new IllegalStateException("an entry without prediction and outcome");
      }
    }

    private static void write(DataOutputStream out, int kind, byte[] json) throws IOException {
      out.writeByte(kind);
      out.writeInt(json.length);
      out.write(json);
    }

    @Override
    protected QueuedLogEntry deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      int kind = in.readByte();
      byte[] json = new byte[in.readInt()];
      in.readFully(json);
      return new QueuedLogEntry(
          switch (kind) {
            case PREDICTION -> PredictionLogEntry.of(PredictionReader.read(json));
            case OUTCOME -> PredictionLogEntry.of(OutcomeReader.read(json));
            default -> throw new IOException("unknown kind of log entry: " + kind);
          });
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
