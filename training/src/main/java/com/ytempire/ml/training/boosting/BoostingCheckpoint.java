package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.boosting.HeadBooster.Progress;
import com.ytempire.ml.training.boosting.HeadBooster.Saved;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.CheckpointFile;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where heads stand, kept in a file. */
final class BoostingCheckpoint {
  private static final int FORMAT = 1;

  private final CheckpointFile file;

  BoostingCheckpoint(TrainingTask task) {
    this.file = new CheckpointFile(task, BoostingTrainer.TYPE, FORMAT);
  }

  /** Keeps where heads stand; they go on from it. */
  void write(List<HeadBooster> heads) {
    file.write(
        out -> {
          out.writeInt(heads.size());
          for (HeadBooster head : heads) {
            out.writeUTF(head.head().name());
            write(out, head.save());
          }
        });
  }

  private static void write(DataOutputStream out, Saved saved) throws IOException {
    Progress progress = saved.progress();
    out.writeInt(progress.rounds());
    out.writeInt(progress.bestRounds());
    out.writeDouble(progress.bestLoss());
    out.writeDouble(progress.startLoss());
    out.writeDouble(progress.trainLoss());
    out.writeDouble(progress.validationLoss());
    out.writeInt(saved.trees().length);
    out.write(saved.trees());
  }

  /** Where heads of the same task stood; empty where there is no sound checkpoint of it. */
  Map<Head, Saved> read() {
    return file.read(BoostingCheckpoint::readAll).orElse(Map.of());
  }

  private static Map<Head, Saved> readAll(DataInputStream in) throws IOException {
    Map<Head, Saved> heads = new EnumMap<>(Head.class);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      heads.put(Head.valueOf(in.readUTF()), readSaved(in));
    }
    return heads;
  }

  private static Saved readSaved(DataInputStream in) throws IOException {
    var progress =
        new Progress(
            in.readInt(),
            in.readInt(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble());
    return new Saved(progress, in.readNBytes(in.readInt()));
  }
}
