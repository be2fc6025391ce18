package com.ytempire.ml.inference.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files in a folder of this machine. */
record LocalRepositoryFiles(Path root) implements RepositoryFiles {
  /** Files that are still being written; nobody else's start like this. */
  private static final String UNFINISHED = ".unfinished-";

  @Override
  public List<String> list(String folder) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "no such folder");
    }
    Path below = root.resolve(folder);
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith(UNFINISHED))
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public long length(String path) throws IOException {
    return Files.size(root.resolve(path));
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    InputStream in = Files.newInputStream(root.resolve(path));
    try {
      in.skipNBytes(from);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public boolean writeNew(String path, Path file) throws IOException {
    Path target = root.resolve(path);
    Files.createDirectories(target.getParent());
    Path whole = Files.createTempFile(target.getParent(), UNFINISHED, "");
    try {
      Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return linked(whole, target);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static boolean linked(Path whole, Path target) throws IOException {
    try {
      // Unlike a move, a link never replaces what another process has put there meanwhile.
      Files.createLink(target, whole);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      try {
        Files.move(whole, target);
        return true;
      } catch (FileAlreadyExistsException exists) {
        return false;
      } catch (IOException failure) {
        failure.addSuppressed(e);
        throw failure;
      }
    }
  }

  @Override
  public Optional<Path> local(String folder) {
    return Optional.of(root.resolve(folder));
  }

  @Override
  public String describe(String path) {
    return path.isEmpty() ? root.toString() : root.resolve(path).toString();
  }

  @Override
  public void close() {}
}
