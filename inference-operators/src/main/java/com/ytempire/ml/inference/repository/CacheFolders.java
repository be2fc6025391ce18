package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a cache keeps what. A version's key has its name, its number and a digest of the repository
 * that it comes from, so that one folder may serve several repositories.
 *
 * <pre>
 * complete/{key}/   a version, whole and verified
 * partial/{key}/    one that is on its way, with its manifest
 * locks/            {key}.fetch: held while it is fetched or removed; {key}.use: shared by users;
 *                   {key}.used: changed at the last use
 * trash/            what is being deleted
 * </pre>
 *
 * @param root the cache's own folder: everything below it may be deleted
 */
record CacheFolders(Path root) {
  /** Beside other models in {@code MODEL_CACHE_DIR}, which users put there and nobody deletes. */
  static final String NAME = "registry";

  private static final int DIGEST_LENGTH = 12;

  static CacheFolders in(Path cacheDirectory) {
    return new CacheFolders(cacheDirectory.toAbsolutePath().resolve(NAME));
  }

  static String key(String repository, ModelRef ref) {
    String digest = Digests.of(repository.getBytes(StandardCharsets.UTF_8));
    return "%s@%s@%s"
        .formatted(ref.name().replace('/', '@'), ref.version(), digest.substring(0, DIGEST_LENGTH));
  }

  void create() throws IOException {
    for (String folder : List.of("complete", "partial", "locks", "trash")) {
      Files.createDirectories(root.resolve(folder));
    }
  }

  Path complete(String key) {
    return root.resolve("complete").resolve(key);
  }

  Path partial(String key) {
    return root.resolve("partial").resolve(key);
  }

  /** Held alone by whoever fetches or removes the version. */
  LockFile fetchLock(String key) {
    return LockFile.at(lock(key + ".fetch"));
  }

  /** Shared by all who read the version's files. */
  LockFile useLock(String key) {
    return LockFile.at(lock(key + ".use"));
  }

  /** When a version was used last; the epoch when it never was. */
  FileTime lastUse(String key) throws IOException {
    try {
      return Files.getLastModifiedTime(lock(key + ".used"));
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    }
  }

  /**
   * Notes that a version is used now. In a file of its own: to set a file's time opens and closes
   * it, and would so give back the locks that this process has on it.
   */
  void noteUse(String key, Instant now) throws IOException {
    Path used = lock(key + ".used");
    Files.write(used, new byte[0]);
    Files.setLastModifiedTime(used, FileTime.from(now));
  }

  /** Held alone by whoever makes room, for a moment. */
  LockFile roomLock() {
    return LockFile.at(lock("room"));
  }

  private Path lock(String name) {
    return root.resolve("locks").resolve(name);
  }

  /** Keys of the folders in {@code complete} or {@code partial}. */
  static List<String> keys(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** Deletes a folder so that it is gone at once, even if deleting its files is broken off. */
  void delete(Path folder) throws IOException {
    Path doomed = root.resolve("trash").resolve(UUID.randomUUID().toString());
    try {
      Files.move(folder, doomed);
    } catch (NoSuchFileException e) {
      return;
    }
    deleteTree(doomed);
  }

  /** Finishes what was broken off. */
  void emptyTrash() throws IOException {
    for (String name : keys(root.resolve("trash"))) {
      deleteTree(root.resolve("trash").resolve(name));
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // Another process deletes it as well.
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e.getCause();
      }
    }
  }

  /** Bytes of all files below a folder; 0 where it is not there. */
  static long size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(CacheFolders::length).sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
