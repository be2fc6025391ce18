package com.ytempire.ml.inference.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A version whose files are on this machine, complete and verified.
 *
 * @param manifest what it consists of
 * @param directory folder that holds its files
 */
public record ModelFolder(ModelManifest manifest, Path directory) {

  /** Where one of its files is. */
  public Path file(String path) {
    return directory.resolve(path);
  }

  /** The network to run: the variant wanted where the version has it, else 32-bit floats. */
  public Path network(Variant wanted) {
    @Nullable String path = manifest.networks().get(wanted);
    return file(path != null ? path : floatNetwork());
  }

  private String floatNetwork() {
    String path = manifest.networks().get(Variant.FLOAT32);
    if (path == null) {
      throw new IllegalStateException(manifest.ref() + " has no network");
    }
    return path;
  }
}
