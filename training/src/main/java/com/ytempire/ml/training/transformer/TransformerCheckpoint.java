package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.trainer.CheckpointFile;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where a run stands, kept in a file after each epoch. */
final class TransformerCheckpoint {
  private static final int FORMAT = 1;

  private final CheckpointFile file;

  /**
   * What is kept.
   *
   * @param best parameters with which the validation loss was least
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Saved(TransformerProgress progress, AdamSteps.State optimizer, float[] best) {}

  TransformerCheckpoint(TrainingTask task) {
    this.file = new CheckpointFile(task, TransformerTrainer.TYPE, FORMAT);
  }

  void write(Saved saved) {
    file.write(
        out -> {
          saved.progress.write(out);
          out.writeLong(saved.optimizer.steps());
          write(out, saved.optimizer.parameters());
          write(out, saved.optimizer.means());
          write(out, saved.optimizer.squares());
          write(out, saved.optimizer.averaged());
          write(out, saved.best);
        });
  }

  Optional<Saved> read() {
    return file.read(
        in -> {
          TransformerProgress progress = TransformerProgress.read(in);
          var optimizer =
              new AdamSteps.State(
                  in.readLong(), readRow(in), readRow(in), readRow(in), readRow(in));
          return new Saved(progress, optimizer, readRow(in));
        });
  }

  private static void write(DataOutputStream out, float[] row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * row.length);
    bytes.asFloatBuffer().put(row);
    out.writeInt(row.length);
    out.write(bytes.array());
  }

  private static float[] readRow(DataInputStream in) throws IOException {
    float[] row = new float[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(Float.BYTES * row.length)).asFloatBuffer().get(row);
    return row;
  }
}
