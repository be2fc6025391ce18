package com.ytempire.ml.features.offline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Files in a folder of this machine. */
public final class LocalOfflineFiles implements OfflineFiles {
  private final Path root;

  /** The folder is made when the first file is written. */
  public LocalOfflineFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path start = resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public InputFile open(String path) {
    return new LocalInputFile(resolve(path));
  }

  @Override
  public void write(String path, Content content) throws IOException {
    Path target = resolve(path);
    Path folder = Files.createDirectories(target.resolveSibling(""));
    Path partial = Files.createTempFile(folder, "." + target.getFileName(), ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
        content.writeTo(out);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private Path resolve(String path) {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException("path '" + path + "' leads out of the offline store");
    }
    return file;
  }
}
