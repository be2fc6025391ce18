package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ytempire.ml.core.settings.GpuSettings;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFallbackTest {
  private static final GpuSettings CONFIGURED = new GpuSettings(List.of(0), false, 0.8, false);

  @TempDir private Path folder;

  @Test
  void runsOnTheCpuWhereADeviceIsAskedForThatIsNotThere() throws Exception {
    assumeTrue(
        !CudaProbe.real().isInBuild() || CudaProbe.real().failure(0) != null,
        "CUDA works here, see CudaIT");
    RuntimeSettings settings =
        new RuntimeSettings(CONFIGURED, List.of(0), 1, null, Variant.FLOAT32);

    try (OnnxSession session = OnnxSession.load(Networks.line(folder), settings)) {
      assertThat(session.device()).isEqualTo("CPU");
      assertThat(session.run(Map.of("x", Tensor.of(new float[] {1, 2}, 1, 2))))
          .isEqualTo(Map.of("y", Tensor.of(new float[] {3, 5}, 1, 2)));
    }
  }

  @Test
  void runsOnTheCpuWhereTheDeviceRefusesTheNetwork() throws Exception {
    assumeTrue(!CudaProbe.real().isInBuild(), "this build has CUDA");
    // The device is said to work, but this build cannot use it.
    Devices devices = new Devices(claimsToWork(), new DeviceMemory(List::of));
    RuntimeSettings settings =
        new RuntimeSettings(CONFIGURED, List.of(0, 1), 1, null, Variant.FLOAT32);
    Path network = Networks.line(folder);

    try (OnnxSession session =
        OnnxSession.load(Map.of(Variant.FLOAT32, network), settings, devices)) {
      assertThat(session.device()).isEqualTo("CPU");
    }
    // What was counted on the device was given back.
    assertThat(devices.acquire(settings)).isEqualTo(Device.cuda(0));
  }

  @Test
  void tellsOfTheCpusFailureWhereNothingCanLoadTheNetwork() {
    Devices devices = new Devices(claimsToWork(), new DeviceMemory(List::of));
    RuntimeSettings settings =
        new RuntimeSettings(CONFIGURED, List.of(0), 1, null, Variant.FLOAT32);

    assertThatThrownBy(
            () ->
                OnnxSession.load(
                    Map.of(Variant.FLOAT32, folder.resolve("none.onnx")), settings, devices))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("none.onnx");
  }

  private static CudaProbe claimsToWork() {
    return new CudaProbe() {
      @Override
      public boolean isInBuild() {
        return true;
      }

      @Override
      public @Nullable String failure(int ordinal) {
        return null;
      }
    };
  }
}
