package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.boosting.HeadBooster.Progress;
import com.ytempire.ml.training.boosting.HeadBooster.Saved;
import com.ytempire.ml.training.dataset.Example;
import com.ytempire.ml.training.dataset.Head;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which a run goes on. It names the task by a digest of all that decides a model, so
 * that another task does not go on from it; it is replaced at once, so that a killed run leaves the
 * one before.
 */
final class BoostingCheckpoint {
  private static final String FILE = "gradient_boosting.checkpoint";
  private static final int FORMAT = 1;
  private static final Logger log = LoggerFactory.getLogger(BoostingCheckpoint.class);

  private final Path file;
  private final String task;

  BoostingCheckpoint(TrainingTask task) {
    this.file = task.checkpoints().resolve(FILE);
    this.task = digest(task);
  }

  /** Keeps where heads stand; they go on from it. */
  void write(List<HeadBooster> heads) {
    Path aside = file.resolveSibling(FILE + ".new");
    try {
      Files.createDirectories(file.getParent());
      var checksum = new CRC32();
      try (var out =
          new DataOutputStream(
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(aside)), checksum))) {
        out.writeInt(FORMAT);
        out.writeUTF(task);
        out.writeInt(heads.size());
        for (HeadBooster head : heads) {
          out.writeUTF(head.head().name());
          write(out, head.save());
        }
        out.writeLong(checksum.getValue());
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainingException(
          "the checkpoint %s cannot be written (%s): see that its folder is writable and has room"
              .formatted(file, e.getMessage()),
          e);
    }
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
    Map<Head, Saved> heads = new EnumMap<>(Head.class);
    if (!Files.exists(file)) {
      return heads;
    }
    try {
      byte[] content = Files.readAllBytes(file);
      if (!isSound(content)) {
        log.warn("the checkpoint {} is damaged: the training begins anew", file);
        return heads;
      }
      var in = new DataInputStream(new ByteArrayInputStream(content));
      if (in.readInt() == FORMAT && in.readUTF().equals(task)) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
          heads.put(Head.valueOf(in.readUTF()), readSaved(in));
        }
      }
      return heads;
    } catch (IOException e) {
      throw new TrainingException(
          "the checkpoint %s cannot be read (%s): delete it to begin anew"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static boolean isSound(byte[] content) {
    int length = content.length - Long.BYTES;
    if (length < 0) {
      return false;
    }
    var checksum = new CRC32();
    checksum.update(content, 0, length);
    return ByteBuffer.wrap(content).getLong(length) == checksum.getValue();
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

  private static String digest(TrainingTask task) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var out =
          new DataOutputStream(
              new BufferedOutputStream(
                  new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
        out.writeUTF(task.features().toString());
        out.writeUTF(task.heads().toString());
        out.writeUTF(new TreeMap<>(task.hyperparameters()).toString());
        out.writeLong(task.seed());
        write(out, task.training());
        write(out, task.validation());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new IllegalStateException("writing to nowhere failed", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(DataOutputStream out, List<Example> examples) throws IOException {
    out.writeInt(examples.size());
    for (Example example : examples) {
      for (float feature : example.features()) {
        out.writeFloat(feature);
      }
      for (float label : example.labels()) {
        out.writeFloat(label);
      }
    }
  }
}
