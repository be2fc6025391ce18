package com.ytempire.ml.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void deletesAFolderWithAllBelowItAndNothingThatALinkLeadsTo() throws Exception {
    Path kept = Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("a"), "a");
    Path doomed = Files.createDirectories(folder.resolve("doomed/below/deeper")).getParent();
    Files.writeString(doomed.resolve("b"), "b");
    Files.createSymbolicLink(doomed.resolve("link"), kept.getParent());

    Folders.delete(folder.resolve("doomed"));
    Folders.delete(folder.resolve("never was"));

    assertThat(folder.resolve("doomed")).doesNotExist();
    assertThat(kept).exists();
  }
}
