package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizedNetworksTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path kept;
  private Path network;

  @BeforeEach
  void writeNetwork() throws IOException {
    kept = folder.resolve("made/when/needed");
    network = Networks.line(folder);
  }

  @Test
  void keepsWhatItOptimisedAndUsesItTheNextTime() throws Exception {
    float first = answer();
    Path file = onlyFile();
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    byte[] content = Files.readAllBytes(file);

    float second = answer();

    assertThat(first).isEqualTo(3);
    assertThat(second).isEqualTo(3);
    assertThat(onlyFile()).isEqualTo(file).hasBinaryContent(content);
    // A file is touched when it is used.
    assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(NOW);
  }

  @Test
  void notesWhenAFileWasUsed() throws Exception {
    open("1.0");
    Path file = onlyFile();
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(100)));

    open("1.0");

    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(NOW);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void makesADamagedFileAnew() throws Exception {
    open("1.0");
    Path file = onlyFile();
    byte[] content = Files.readAllBytes(file);
    byte[] damaged = content.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    open("1.0");

    assertThat(onlyFile()).isEqualTo(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void makesAFileThatWasCutShortAnew() throws Exception {
    open("1.0");
    Path file = onlyFile();
    byte[] content = Files.readAllBytes(file);
    Files.write(file, new byte[0]);

    open("1.0");

    assertThat(Files.readAllBytes(onlyFile())).isEqualTo(content);
  }

  @Test
  void doesNotTakeOneVersionsFileForAnothers() throws Exception {
    open("1.0");
    open("2.0");

    assertThat(files()).hasSize(2);
  }

  @Test
  void doesNotTakeOneNetworksFileForAnothers() throws Exception {
    assertThat(answer()).isEqualTo(3);
    Networks.line(folder, 5);

    assertThat(answer()).isEqualTo(7);
    assertThat(files()).hasSize(2);
  }

  @Test
  void opensTheNetworkWhereNothingCanBeKept() throws Exception {
    kept = Files.writeString(folder.resolve("a file"), "where a folder should be");

    assertThat(answer()).isEqualTo(3);
  }

  @Test
  void leavesNothingBehindOfANetworkThatCannotBeLoaded() throws Exception {
    Files.writeString(network, "not a network");

    assertThatThrownBy(this::answer)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(network.toString());
    assertThat(files()).isEmpty();
  }

  @Test
  void dropsTheFilesThatWereNotUsedForLongest() throws Exception {
    Files.createDirectories(kept);
    for (int i = 0; i < OptimizedNetworks.MOST; i++) {
      Path old = Files.createFile(kept.resolve("old-%02d.onnx".formatted(i)));
      Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(i)));
    }

    open("1.0");

    assertThat(files())
        .hasSize(OptimizedNetworks.MOST)
        .contains(kept.resolve("old-30.onnx"))
        .doesNotContain(kept.resolve("old-31.onnx"));
  }

  private float answer() {
    RuntimeSettings settings = RuntimeSettings.onCpu().keepingOptimizedIn(kept);
    try (OnnxSession session = OnnxSession.load(network, settings)) {
      Tensor y = session.run(Map.of("x", Tensor.of(new float[] {1, 1}, 1, 2))).get("y");
      return y.floats()[0];
    }
  }

  /** As a version of ONNX Runtime would, at a known time. */
  private void open(String version) throws Exception {
    var networks = new OptimizedNetworks(kept, version, Clock.fixed(NOW, ZoneOffset.UTC));
    var factory =
        new SessionFactory(
            OrtEnvironment.getEnvironment(),
            RuntimeSettings.onCpu(),
            Device.CPU,
            Devices.ofProcess());
    try (OrtSession session = networks.open(network, Device.CPU, factory)) {
      assertThat(session.getInputNames()).containsExactly("x");
    }
  }

  private Path onlyFile() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> stream = Files.list(kept)) {
      return stream.sorted().toList();
    }
  }
}
