package com.ytempire.ml.generation.artefact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.PlatformSettings;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArtefactsTest {
  private static final ArtefactName NAME =
      new ArtefactName(UUID.fromString("0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10"), ArtefactFormat.MP3);

  @TempDir private Path folder;

  private Artefacts artefacts() {
    return Artefacts.open(
        folder.resolve("artefacts").toString(), PlatformSettings.from(Map.of()).objects());
  }

  @Test
  void whatWasPutIsReadInParts() throws Exception {
    try (Artefacts artefacts = artefacts()) {
      artefacts.put(NAME, "0123456789".getBytes(UTF_8));

      assertThat(artefacts.length(NAME)).isEqualTo(10);
      assertThat(artefacts.read(NAME, 0, 10)).isEqualTo("0123456789".getBytes(UTF_8));
      assertThat(artefacts.read(NAME, 7, 3)).isEqualTo("789".getBytes(UTF_8));
      assertThatThrownBy(() -> artefacts.read(NAME, 7, 4)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void whatLiesUnderANameStaysAndNothingUnfinishedIsLeft() throws Exception {
    try (Artefacts artefacts = artefacts()) {
      artefacts.put(NAME, "first".getBytes(UTF_8));
      artefacts.put(NAME, "second".getBytes(UTF_8));

      assertThat(artefacts.read(NAME, 0, 5)).isEqualTo("first".getBytes(UTF_8));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .asString()
          .endsWith("artefacts/0f/" + NAME.text());
    }
  }

  @Test
  void whatIsNotThereIsSaidToBeMissing() {
    try (Artefacts artefacts = artefacts()) {
      assertThatThrownBy(() -> artefacts.length(NAME)).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> artefacts.read(NAME, 0, 1)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void aNameIsReadAsItIsWritten() {
    assertThat(ArtefactName.parse(NAME.text())).contains(NAME);
    assertThat(NAME.text()).isEqualTo("0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10.mp3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".mp3",
        "0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10",
        "0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10.exe",
        "0F4DD5E6-7C1B-4F6E-9A63-3C1C5B8F2A10.mp3",
        "1-1-1-1-1.mp3",
        "../0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10.mp3",
        "0f4dd5e6-7c1b-4f6e-9a63-3c1c5b8f2a10.mp3/.."
      })
  void nothingElseIsAName(String text) {
    assertThat(ArtefactName.parse(text)).isEmpty();
  }
}
