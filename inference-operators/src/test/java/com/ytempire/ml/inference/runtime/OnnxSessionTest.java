package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxSessionTest {
  private static final RuntimeSettings CPU = RuntimeSettings.onCpu();

  @TempDir private Path folder;

  @Test
  void runsANetworkAndTellsItsTensorsAndItsDevice() throws Exception {
    try (OnnxSession session = OnnxSession.load(Networks.line(folder), CPU)) {
      assertThat(session.run(Map.of("x", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {3, 5, 7, 9}, 2, 2)));
      assertThat(session.tensors())
          .isEqualTo(
              new ModelSignature(
                  List.of(TensorSpec.of("x", TensorType.FLOAT32, -1L, 2L)),
                  List.of(TensorSpec.of("y", TensorType.FLOAT32, -1L, 2L))));
      assertThat(session.device()).isEqualTo("CPU");
      assertThat(session.variant()).isEqualTo(Variant.FLOAT32);
    }
  }

  static Stream<Tensor> tensorsOfEveryType() {
    return Stream.of(
        Tensor.of(new boolean[] {true, false, true, true}, 2, 2),
        Tensor.ofInt8(new byte[] {-128, 127}, 1, 2),
        Tensor.ofUint8(new byte[] {-1, 0}, 2, 1),
        Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 1, 2),
        Tensor.of(new long[] {Long.MAX_VALUE, -1}, 1, 2),
        Tensor.of(new float[] {Float.NaN, 1.5f}, 1, 2),
        Tensor.of(new double[] {1e300, -0.0}, 1, 2),
        Tensor.of(new String[] {"title", "", "日本 🎉", "d"}, 2, 2),
        Tensor.of(new float[0], 0, 3),
        Tensor.of(new long[0], 2, 0));
  }

  @ParameterizedTest
  @MethodSource("tensorsOfEveryType")
  void takesAndGivesEveryType(Tensor tensor) throws Exception {
    Path network = Networks.identity(folder, tensor.type());

    try (OnnxSession session = OnnxSession.load(network, CPU)) {
      assertThat(session.run(Map.of("x", tensor))).isEqualTo(Map.of("y", tensor));
    }
  }

  @Test
  void refusesInputsThatTheNetworkDoesNotHave() throws Exception {
    Tensor row = Tensor.of(new float[] {1, 2}, 1, 2);
    try (OnnxSession session = OnnxSession.load(Networks.line(folder), CPU)) {
      assertThatThrownBy(() -> session.run(Map.of("z", row)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("takes the inputs [x]; given are [z]");
      assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesWrongTypesAndShapesAndGoesOn() throws Exception {
    try (OnnxSession session = OnnxSession.load(Networks.line(folder), CPU)) {
      assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new long[] {1, 2}, 1, 2))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("model.onnx on CPU")
          .hasMessageContaining("int64");
      assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new float[3], 1, 3))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Expected: 2");

      assertThat(session.run(Map.of("x", Tensor.of(new float[2], 1, 2)))).containsKey("y");
    }
  }

  @Test
  void tellsMemoryThatRanOutApartAndGoesOn() throws Exception {
    Tensor one = Tensor.of(new float[] {1}, 1, 1);
    try (OnnxSession session = OnnxSession.load(Networks.expand(folder), CPU)) {
      Tensor tooLarge = Tensor.of(new long[] {1 << 20, 1 << 26}, 2);
      assertThatThrownBy(() -> session.run(Map.of("x", one, "shape", tooLarge)))
          .isInstanceOf(OutOfDeviceMemoryException.class)
          .hasMessageContaining("model.onnx on CPU");

      Tensor small = Tensor.of(new long[] {1, 3}, 2);
      assertThat(session.run(Map.of("x", one, "shape", small)))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {1, 1, 1}, 1, 3)));
    }
  }

  @Test
  void refusesDamagedAndMissingFilesAndSaysWhatToDo() throws Exception {
    Path damaged = Files.writeString(folder.resolve("damaged.onnx"), "not a network");

    assertThatThrownBy(() -> OnnxSession.load(damaged, CPU))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(damaged.toString())
        .hasMessageContaining("13 bytes")
        .hasMessageContaining("on CPU")
        .hasMessageContaining("fetch the version again");
    assertThatThrownBy(() -> OnnxSession.load(folder.resolve("none.onnx"), CPU))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(folder.resolve("none.onnx").toString())
        .hasMessageContaining("no such file");
  }

  @Test
  void refusesAFileThatWasCutShort() throws Exception {
    Path network = Networks.line(folder);
    byte[] bytes = Files.readAllBytes(network);
    Files.write(network, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> OnnxSession.load(network, CPU))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(network.toString());
  }

  @Test
  void answersManyThreadsAtOnce() throws Exception {
    try (OnnxSession session = OnnxSession.load(Networks.line(folder), CPU)) {
      List<Map<String, Tensor>> answers =
          IntStream.range(0, 200)
              .parallel()
              .mapToObj(i -> session.run(Map.of("x", Tensor.of(new float[] {i, 0}, 1, 2))))
              .toList();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i))
            .isEqualTo(Map.of("y", Tensor.of(new float[] {2 * i + 1, 1}, 1, 2)));
      }
    }
  }

  @Test
  void refusesRunsAfterItWasClosedAndMayBeClosedTwice() throws Exception {
    OnnxSession session = OnnxSession.load(Networks.line(folder), CPU);
    session.close();
    session.close();

    assertThatThrownBy(() -> session.run(Map.of("x", Tensor.of(new float[2], 1, 2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
