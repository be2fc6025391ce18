package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that jobs left in one folder, found again by the job's name.
 *
 * <p>Flink files them under an id that is drawn anew at each submission ({@code id/chk-7}), so a
 * file beside them says which name the id had.
 *
 * @param root Flink's checkpoint directory
 */
record RetainedCheckpoints(Path root) {

  private static final String NAME_FILE = "job-name";
  private static final String METADATA_FILE = "_metadata";

  /**
   * Notes whose checkpoints a folder holds.
   *
   * @param id name of the folder: the id of a job that is about to start, or of its end
   * @return the folder
   */
  Path remember(String id, String jobName) {
    try {
      Path folder = Files.createDirectories(root.resolve(id));
      Files.writeString(folder.resolve(NAME_FILE), jobName, StandardCharsets.UTF_8);
      return folder;
    } catch (IOException e) {
      throw new ServerException("cannot write to %s: %s".formatted(root, e), e);
    }
  }

  /**
   * The newest complete checkpoint of a job of this name. One is complete when its metadata file is
   * there, which Flink writes last and by a rename.
   */
  Optional<Path> latest(String jobName) {
    return list(root)
        .filter(job -> nameOf(job).equals(jobName))
        .flatMap(RetainedCheckpoints::list)
        .filter(folder -> Files.isRegularFile(folder.resolve(METADATA_FILE)))
        .max(Comparator.comparing(RetainedCheckpoints::writtenAt));
  }

  private static String nameOf(Path job) {
    try {
      return Files.readString(job.resolve(NAME_FILE), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static java.nio.file.attribute.FileTime writtenAt(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA_FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return List.copyOf(entries.toList()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
