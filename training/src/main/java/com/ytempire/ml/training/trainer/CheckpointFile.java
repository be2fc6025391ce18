package com.ytempire.ml.training.trainer;

import com.ytempire.ml.training.example.Example;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which a run goes on. It names the task by a digest of all that decides a model, so
 * that another task does not go on from it; it is replaced at once, so that a killed run leaves the
 * one before. Confined to one thread.
 */
public final class CheckpointFile {
  private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);

  private final Path file;
  private final int format;
  private final String task;

  /**
   * @param type of the trainer; the file is named after it
   * @param format of what the trainer writes; a file of another one is passed over
   */
  public CheckpointFile(TrainingTask task, String type, int format) {
    this.file = task.checkpoints().resolve(type + ".checkpoint");
    this.format = format;
    this.task = digest(task);
  }

  /** Writes where a run stands. */
  @FunctionalInterface
  public interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads where a run stood. */
  @FunctionalInterface
  public interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  /**
   * Takes the place of what was kept before.
   *
   * @throws TrainingException when it cannot be written
   */
  public void write(Writing writing) {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      var checksum = new CRC32();
      try (var out =
          new DataOutputStream(
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(aside)), checksum))) {
        out.writeInt(format);
        out.writeUTF(task);
        writing.to(out);
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

  /**
   * What was kept last; empty where there is no sound checkpoint of the same task.
   *
   * @throws TrainingException when it cannot be read
   */
  public <T> Optional<T> read(Reading<T> reading) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (!isSound()) {
        log.warn("the checkpoint {} is damaged: the training begins anew", file);
        return Optional.empty();
      }
      try (DataInputStream in = open()) {
        boolean isOurs = in.readInt() == format && in.readUTF().equals(task);
        return isOurs ? Optional.of(reading.from(in)) : Optional.empty();
      }
    } catch (IOException e) {
      throw new TrainingException(
          "the checkpoint %s cannot be read (%s): delete it to begin anew"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  private boolean isSound() throws IOException {
    long length = Files.size(file) - Long.BYTES;
    if (length < 0) {
      return false;
    }
    var checksum = new CRC32();
    try (DataInputStream in = open()) {
      InputStream checked = new CheckedInputStream(in, checksum);
      checked.skipNBytes(length);
      return in.readLong() == checksum.getValue();
    }
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
      out.writeInt(example.steps());
      for (int step = 0; step < example.steps(); step++) {
        for (float feature : example.step(step)) {
          out.writeFloat(feature);
        }
      }
      for (float label : example.labels()) {
        out.writeFloat(label);
      }
    }
  }
}
