package com.ytempire.ml.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Work on whole folders. Stateless: safe to share. */
public final class Folders {
  private Folders() {}

  /**
   * Deletes a folder with all that is below it; nothing where it is not there. Links are deleted,
   * not followed.
   *
   * @throws IOException when something in it cannot be read or deleted; the rest may be gone
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> content;
    try (Stream<Path> found = Files.walk(folder)) {
      content = found.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : content) {
      Files.deleteIfExists(file);
    }
  }
}
