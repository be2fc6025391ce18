package com.ytempire.ml.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real data sets with their golden files, which are not part of the repository: the folder
 * named by {@code YTEMPIRE_DATA}, else {@code shared/data} beside the checkout.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of the data; the running test is skipped, and says so, where it is absent. */
  public static Path require(String path) {
    Path root = find();
    Assumptions.assumeTrue(
        root != null,
        "the shared data is absent:"
            + " set YTEMPIRE_DATA or put it at ../shared/data beside the checkout");
    Path file = root.resolve(path);
    Assumptions.assumeTrue(Files.exists(file), () -> "the shared data has no " + path);
    return file;
  }

  /** Root of the data, or null where it is absent. */
  public static @Nullable Path find() {
    String named = System.getenv("YTEMPIRE_DATA");
    if (named != null && !named.isBlank()) {
      Path root = Path.of(named);
      return Files.isDirectory(root) ? root : null;
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path root = folder.resolve("shared").resolve("data");
      if (Files.isDirectory(root)) {
        return root;
      }
      folder = folder.getParent();
    }
    return null;
  }
}
