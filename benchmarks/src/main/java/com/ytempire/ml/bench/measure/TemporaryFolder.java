package com.ytempire.ml.bench.measure;

import com.ytempire.ml.core.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is deleted with all its content when it is closed.
 *
 * @param path the folder, empty at first
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  public static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("ytempire-bench"));
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
  }
}
