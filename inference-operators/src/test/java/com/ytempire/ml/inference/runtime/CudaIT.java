package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ytempire.ml.core.settings.GpuSettings;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs where this build has CUDA and a device works; elsewhere says why it does not. */
class CudaIT {
  private static final RuntimeSettings CUDA =
      new RuntimeSettings(
          new GpuSettings(List.of(0), true, 0.5, false), List.of(0), 1, null, Variant.INT8);

  @TempDir private Path folder;

  @BeforeEach
  void requireCuda() {
    CudaProbe probe = CudaProbe.real();
    assumeTrue(probe.isInBuild(), "this build has no CUDA: run with -Pgpu");
    String failure = probe.failure(0);
    assumeTrue(failure == null, "CUDA does not work here: " + failure);
  }

  @Test
  void runsANetworkOnTheDevice() throws Exception {
    try (OnnxSession session = OnnxSession.load(Networks.line(folder), CUDA)) {
      assertThat(session.device()).isEqualTo("CUDA:0");
      assertThat(session.run(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2))))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {3, 5}, 1, 2)));
    }
  }

  @Test
  void usesAnOptimisedNetworkThatItKept() throws Exception {
    RuntimeSettings keeping = CUDA.keepingOptimizedIn(folder.resolve("kept"));
    Path network = Networks.line(folder);
    OnnxSession.load(network, keeping).close();

    try (OnnxSession session = OnnxSession.load(network, keeping)) {
      assertThat(session.device()).isEqualTo("CUDA:0");
      assertThat(session.run(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2))))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {3, 5}, 1, 2)));
    }
  }

  @Test
  void survivesMemoryThatRanOut() throws Exception {
    Tensor one = Tensor.of(new float[] {1}, 1, 1);
    try (OnnxSession session = OnnxSession.load(Networks.expand(folder), CUDA)) {
      Tensor tooLarge = Tensor.of(new long[] {1 << 20, 1 << 20}, 2);
      assertThatThrownBy(() -> session.run(Map.of("x", one, "shape", tooLarge)))
          .isInstanceOf(OutOfDeviceMemoryException.class);

      Tensor small = Tensor.of(new long[] {1, 3}, 2);
      assertThat(session.run(Map.of("x", one, "shape", small)))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {1, 1, 1}, 1, 3)));
    }
  }
}
