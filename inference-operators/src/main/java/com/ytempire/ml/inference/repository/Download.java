package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files of a version into a folder. A file grows in a part named by its digest, which
 * outlives a broken connection and a killed process; the next attempt asks for the rest only. The
 * caller sees to it that nobody else writes into the folder.
 */
final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final int BUFFER_BYTES = 1 << 16;

  /** Attempts in a row that bring nothing before it is given up; those that do are not counted. */
  private static final int ATTEMPTS = 3;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ModelRepository repository;
  private final ModelRef ref;
  private final Path folder;
  private final VerifiedFiles verified;

  Download(ModelRepository repository, ModelRef ref, Path folder, VerifiedFiles verified) {
    this.repository = repository;
    this.ref = ref;
    this.folder = folder;
    this.verified = verified;
  }

  /**
   * Brings one file, unless it is there already.
   *
   * @throws IOException when this machine's disk fails
   * @throws ModelLoadException when the repository's file is missing or damaged, or cannot be read
   */
  void fetch(Artifact artifact) throws IOException {
    Path file = folder.resolve(artifact.path());
    if (verified.problem(file, artifact) == null) {
      return;
    }
    requireLength(artifact);
    Path part = folder.resolve(".part-" + artifact.sha256());
    boolean resumed = length(part) > 0;
    complete(artifact, part);
    String problem = verified.problem(part, artifact);
    if (problem != null && resumed) {
      // The beginning may be what is wrong: a crashed machine can leave anything in a file.
      Files.delete(part);
      complete(artifact, part);
      problem = verified.problem(part, artifact);
    }
    if (problem != null) {
      Files.delete(part);
      throw Failures.damaged(repository.address(ref, artifact), problem);
    }
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.move(part, file);
  }

  private void requireLength(Artifact artifact) {
    String address = repository.address(ref, artifact);
    try {
      long length = repository.length(ref, artifact);
      if (length != artifact.bytes()) {
        throw Failures.damaged(
            address, "expected %d bytes, found %d".formatted(artifact.bytes(), length));
      }
    } catch (IOException e) {
      throw Failures.reading(address, "a file of " + ref, e);
    }
  }

  /** Adds to the part what it lacks. */
  private void complete(Artifact artifact, Path part) throws IOException {
    if (length(part) > artifact.bytes()) {
      Files.delete(part);
    }
    int failures = 0;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long have = length(part);
      while (have < artifact.bytes()) {
        Piece piece = piece(artifact, out, have);
        failures = piece.bytes > 0 ? 0 : failures + 1;
        have += piece.bytes;
        if (piece.failure != null) {
          String what = "a file of %s, after %d of %d bytes".formatted(ref, have, artifact.bytes());
          if (failures >= ATTEMPTS || isFinal(piece.failure)) {
            throw Failures.reading(repository.address(ref, artifact), what, piece.failure);
          }
          LOG.atWarn()
              .addKeyValue("path", repository.address(ref, artifact))
              .addKeyValue("bytes", have)
              .addKeyValue("cause", Failures.reason(piece.failure))
              .log("download broke off; asking for the rest");
          LockSupport.parkNanos(PAUSE_NANOS);
          requireNotInterrupted();
        }
      }
    }
  }

  /** What one connection brought, and how it ended if not at the end of the file. */
  private record Piece(long bytes, @org.jspecify.annotations.Nullable IOException failure) {}

  private Piece piece(Artifact artifact, OutputStream out, long from) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long missing = artifact.bytes() - from;
    long brought = 0;
    InputStream opened;
    try {
      opened = repository.open(ref, artifact, from);
    } catch (IOException e) {
      return new Piece(0, e);
    }
    try (InputStream in = opened) {
      while (brought < missing) {
        int read;
        try {
          read = in.read(buffer, 0, (int) Math.min(buffer.length, missing - brought));
        } catch (IOException e) {
          return new Piece(brought, e);
        }
        if (read < 0) {
          return new Piece(brought, new IOException("the connection ended early"));
        }
        out.write(buffer, 0, read);
        brought += read;
        requireNotInterrupted();
      }
    }
    return new Piece(brought, null);
  }

  private static boolean isFinal(IOException failure) {
    return failure instanceof NoSuchFileException || failure instanceof AccessDeniedException;
  }

  private void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ModelLoadException(
          "fetching %s from %s was interrupted; what is here is kept for the next attempt"
              .formatted(ref, repository.address()));
    }
  }

  private static long length(Path part) throws IOException {
    try {
      return Files.size(part);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
